-- Whether INTERACTIVE tasks are ready in a line. No row: none are.
select 1 from stint_task
 where ready_state in ({ready}, {suspect}) and ready_state = {ready} and queue = :queue and type = :type and lane = 0 and priority between :least and :most {limit 1}
