-- The lines with ready tasks. No row: none are ready.
select distinct queue, type from stint_task where ready_state = :readyState
