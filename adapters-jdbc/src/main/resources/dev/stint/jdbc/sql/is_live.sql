-- Whether a task is live. No row: it is not.
select 1 from stint_task where id = :id
