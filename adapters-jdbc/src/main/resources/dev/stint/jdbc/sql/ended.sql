-- What is recorded of the run that finished a task. No row: it is not finished, or a tombstone.
select ran, records from stint_finished where id = :id and tombstone = 0
