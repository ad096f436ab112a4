-- Forgets workers lost long ago that hold nothing. No row: none are.
delete from stint_worker
 where live = 0 and renewed + lease * 11 < :now
   and not exists (select 1 from stint_task where worker = stint_worker.id)
