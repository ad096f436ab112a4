-- The lines with ready tasks, each with their ready state, by skipping from one to the next. No row: none are ready.
with recursive line (ready_state, queue, type) as (
  select * from (select ready_state, queue, type from stint_task where ready_state in ({ready}, {suspect})
                  order by ready_state, queue, type limit 1) first
  union all
  select next.ready_state, next.queue, next.type from line cross join lateral (
    select t.ready_state, t.queue, t.type from stint_task t
     where t.ready_state in ({ready}, {suspect}) and (t.ready_state, t.queue, t.type) > (line.ready_state, line.queue, line.type)
     order by t.ready_state, t.queue, t.type limit 1) next
)
select ready_state, queue, type from line
