-- The statuses of the tasks of one place and ready state, the first to be claimed, as far as the limit. No row: there are none.
select status, count(*) as tasks from (
  select status from stint_task
   where ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}
     and queue = :queue and type = :type and lane = :lane
   order by {claim-order} {limit :limit}) counted
 group by status
