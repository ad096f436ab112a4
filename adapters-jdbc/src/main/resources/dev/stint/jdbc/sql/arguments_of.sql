-- A task's arguments, live or finished. No row: no such task, or a tombstone.
select arguments from stint_task where id = :id
union all
select arguments from stint_finished where id = :id and tombstone = 0
