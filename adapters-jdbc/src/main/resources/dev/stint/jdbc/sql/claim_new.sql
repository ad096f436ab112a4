-- Claims a task just stored for the worker who stored it. No row: it is not ready, or the worker is not live.
update stint_task
   set before_claim = status, status = 'RUNNING', phase = 'CLAIMED', fence = fence + 1, sequence = 0,
       worker = :worker, claim_number = :number, stand = 0, started = coalesce(started, :now)
 where id = :id and stand in (1, 2) and exists (select 1 from stint_worker where id = :worker and live = 1)
