-- The lines with ready tasks. No row: none are ready.
select distinct queue, type from stint_task where stand in ({ready}, {suspect}) and stand = :stand
