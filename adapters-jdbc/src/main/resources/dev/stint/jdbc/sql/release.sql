-- Hands a task back as it was before its claim. No row: the key does not hold, or a signal is pending.
update stint_task
   set status = before_claim, phase = 'NONE', sequence = :sequence, worker = null,
       claim_number = null, ready_state = {due}
 where {holds} and pending_signal = 0
