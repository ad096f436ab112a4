-- Takes the most urgent ready tasks of the lines named. No row: none are ready, or others took them.
with picked as materialized (
  select t.* from unnest(cast(:queues as text[]), cast(:types as text[]), cast(:limits as integer[])) as line (queue, type, most)
   cross join lateral (
     select id, lane, priority, claim_rank, due from stint_task
      where stand in (1, 2) and stand = :stand
        and queue = line.queue and type = line.type and lane between :first and :last
        and priority between :least and :most
      order by lane, priority desc, claim_rank, due, id
      limit line.most
        for update skip locked) t
), best as materialized (
  select id from picked order by lane, priority desc, claim_rank, due, id limit :limit
)
update stint_task
   set before_claim = status, status = 'RUNNING', phase = 'CLAIMED', fence = fence + 1, sequence = 0,
       worker = :worker, claim_number = :number, stand = 0, started = coalesce(started, :now)
 where id = any (array (select id from best))
returning id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence, sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, stand, requested, started, progress_done,
       progress_total, progress_text, result
