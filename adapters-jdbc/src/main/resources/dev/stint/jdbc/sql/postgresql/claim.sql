-- Takes the most urgent ready tasks of the lines named. No row: none are ready, or others took them.
with picked as materialized (
  select t.* from unnest(cast(:queues as text[]), cast(:types as text[]), cast(:limits as integer[])) as line (queue, type, most)
   cross join lateral (
     select id, lane, priority, claim_rank, due from stint_task
      where ready_state in ({ready}, {suspect}) and ready_state = :readyState
        and queue = line.queue and type = line.type and lane between :first and :last
        and priority between :least and :most
      order by lane, priority desc, claim_rank, due, id
      limit line.most
        for update skip locked) t
), best as materialized (
  select id from picked order by lane, priority desc, claim_rank, due, id limit :limit
)
update stint_task
   set {claim}
 where id = any (array (select id from best))
returning {columns}
