-- Whether INTERACTIVE tasks are ready in lines.
select exists (
  select 1 from unnest(cast(:queues as text[]), cast(:types as text[])) as line (queue, type)
   cross join lateral (
     select 1 from stint_task
      where ready_state in ({ready}, {suspect}) and ready_state = {ready}
        and queue = line.queue and type = line.type and lane = 0 and priority between :least and :most
      limit 1) t)
