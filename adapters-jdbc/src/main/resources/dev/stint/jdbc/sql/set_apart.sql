-- Hands a claimed task back as it was, out of the way of claims for a time. No row: it is not as it was claimed.
update stint_task
   set status = before_claim, phase = 'NONE', worker = null, claim_number = null, due = :due, ready_state = {later}
 where id = :id and fence = :fence and sequence = :sequence and worker = :worker and status = 'RUNNING'
