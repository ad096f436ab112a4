-- How many tasks are ready in each line and lane. No row: none are.
select queue, type, lane, count(*) as ready, min(due) as oldest from stint_task where ready_state in ({ready}, {suspect})
   and status <> 'BLOCKED' and blocked is null
 group by queue, type, lane
