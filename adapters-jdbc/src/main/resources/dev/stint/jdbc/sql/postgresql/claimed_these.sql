-- Of the tasks of one claim those named, whole, that are still as it left them. No row: none are. Each is looked up by
-- itself, whatever the statistics say; the worker is compared so that no index of it is taken.
select t.* from unnest(cast(:ids as uuid[])) as one (id)
 cross join lateral (
   select {columns} from stint_task
    where stint_task.id = one.id and (worker = :worker) is true and claim_number = :number and sequence = 0 and status = 'RUNNING'
    limit 1) t
