-- The signals pending for a worker's tasks. No row: none are.
select id, pending_signal from stint_task where worker = :worker and pending_signal <> 0
