-- The signals pending for a worker's tasks. No row: none are.
select id, signal from stint_task where worker = :worker and signal <> 0
