-- Takes tasks that this transaction has locked.
update stint_task
   set before_claim = status, status = 'RUNNING', phase = 'CLAIMED', fence = fence + 1, sequence = 0,
       worker = :worker, claim_number = :number, stand = 0, started = coalesce(started, :now)
 where id in (<ids>)
