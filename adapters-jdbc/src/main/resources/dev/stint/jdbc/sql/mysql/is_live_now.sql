-- Whether a task is live now, whatever a caller's transaction saw before. No row: it is not.
select 1 from stint_task where id = :id lock in share mode
