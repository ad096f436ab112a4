-- The lines with ready tasks, each with their ready state, by skipping from one to the next where the database can. No row: none are ready.
{distinct ready_state, queue, type | stint_task | ready_state in ({ready}, {suspect})}
