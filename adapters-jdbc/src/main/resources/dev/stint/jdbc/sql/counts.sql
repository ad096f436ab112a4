-- How many tasks stand where. No row: there are none.
select queue, type, lane, status, count(*) as tasks from stint_task group by queue, type, lane, status
union all
select queue, type, lane, status, count(*) from stint_finished where tombstone = 0
 group by queue, type, lane, status
