-- Takes away a worker that holds nothing. No row: it still does.
delete from stint_worker
 where id = :worker and not exists (select 1 from stint_task where worker = :worker)
