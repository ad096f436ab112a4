-- Claims a task just stored for the worker who stored it. No row: it is not ready, or the worker is not live.
update stint_task
   set {claim}
 where id = :id and ready_state in ({ready}, {suspect}) and exists (select 1 from stint_worker where id = :worker and live = 1)
