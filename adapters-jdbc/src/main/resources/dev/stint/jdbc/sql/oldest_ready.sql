-- Since when the oldest of one priority and rank is due, of the ready tasks of a place that can run. Null: none can.
select min(case when status <> 'BLOCKED' and blocked is null then due end) as oldest
  from (select status, blocked, due from stint_task
         where ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}
           and queue = :queue and type = :type and lane = :lane and priority = :priority and claim_rank = :rank
         order by due, id {limit :limit}) first_ones
