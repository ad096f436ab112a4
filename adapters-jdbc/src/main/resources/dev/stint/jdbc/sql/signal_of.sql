-- The signal pending for a live task. No row: none.
select signal from stint_task where id = :id and signal <> 0
