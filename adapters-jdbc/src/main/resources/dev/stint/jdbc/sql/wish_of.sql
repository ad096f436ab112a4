-- What a task was asked for, live or finished. No row: no such task, or a tombstone.
select type, arguments from stint_task where id = :id
union all
select type, arguments from stint_finished where id = :id and tombstone = 0
