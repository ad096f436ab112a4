-- The signal pending for a live task. No row: none.
select pending_signal from stint_task where id = :id and pending_signal <> 0
