-- Takes the most urgent ready tasks of the lines named, and of their suspects. No row: as claim.
with line as materialized (
  select * from unnest(cast(:queues as text[]), cast(:types as text[]), cast(:limits as integer[])) as line (queue, type, most)
), picked as materialized (
  select t.* from line
   cross join lateral (
     select id, lane, priority, claim_rank, due from stint_task
      where ready_state in ({ready}, {suspect}) and ready_state = {ready}
        and queue = line.queue and type = line.type and lane between :first and :last
        and priority between :least and :most
      order by {claim-order}
      limit least(line.most, :limit)
        for update skip locked) t
), suspected as materialized (
  select t.* from line
   cross join lateral (
     select id, lane, priority, claim_rank, due from stint_task
      where ready_state in ({ready}, {suspect}) and ready_state = {suspect}
        and queue = line.queue and type = line.type and lane between :first and :last
        and priority between :least and :most
      order by {claim-order}
      limit least(line.most, :suspects)
        for update skip locked) t
)
update stint_task
   set {claim}
 where id = any (
         array (select id from picked order by {claim-order} limit :limit)
      || array (select id from suspected order by {claim-order} limit :suspects))
   and exists (select 1 from stint_worker where id = :worker and live = 1)
returning {claimed}
