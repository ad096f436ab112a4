-- Where the tasks stand that workers hold, as far as the limit. No row: there are none.
select queue, type, lane, status, count(*) as tasks from (
  select queue, type, lane, status from stint_task where worker is not null {limit :limit}) counted
 group by queue, type, lane, status
