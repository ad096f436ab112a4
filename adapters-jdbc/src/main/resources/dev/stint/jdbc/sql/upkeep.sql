-- What of the upkeep has something to do, in one look. One row. Each look goes by an index: it is to find one row or none.
select {server-time} as now_is,
       case when exists (select 1 from (select due from stint_task where ready_state = {later} and due <= :now
                                         order by due {limit 1}) d) then 1 else 0 end as comes_due,
       case when exists (select 1 from (select since from stint_turn where since <= :before order by since {limit 1}) t)
              or exists (select 1 from (select owed_since from stint_wait where owed_since is not null and owed_since <= :before
                                         order by owed_since {limit 1}) w) then 1 else 0 end as is_owed,
       case when exists (select 1 from stint_worker where live = 0 or renewed + lease < :now or renewed > :now + lease) then 1 else 0 end as is_lost,
       case when exists (select 1 from (select queue from stint_task where ready_state in ({ready}, {suspect})
                                         order by ready_state, queue, type {limit 1}) r) then 1 else 0 end as is_ready
