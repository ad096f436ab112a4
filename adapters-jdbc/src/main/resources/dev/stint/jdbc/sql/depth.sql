-- Of one place, the first to be claimed as far as the limit: how many were seen, how many of them can run, and since when.
select count(*) as seen, sum(case when status <> 'BLOCKED' and blocked is null then 1 else 0 end) as ready,
       min(case when status <> 'BLOCKED' and blocked is null then due end) as oldest
  from (select status, blocked, due from stint_task
         where ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}
           and queue = :queue and type = :type and lane = :lane
         order by {claim-order} {limit :limit}) counted
