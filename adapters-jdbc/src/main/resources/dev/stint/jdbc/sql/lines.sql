-- The lines with ready tasks, each with their ready state. No row: none are ready.
select distinct ready_state, queue, type from stint_task where ready_state in ({ready}, {suspect})
