-- Hands a task back as it was before its claim. No row: the key does not hold, or a signal is pending.
update stint_task
   set status = before_claim, phase = 'NONE', sequence = :sequence, worker = null,
       claim_number = null, stand = case when losses > 0 then 2 else 1 end
 where id = :id and fence = :fence and sequence = :sequence - 1 and (worker = :worker) is true
   and status = 'RUNNING' and pending_signal = 0
