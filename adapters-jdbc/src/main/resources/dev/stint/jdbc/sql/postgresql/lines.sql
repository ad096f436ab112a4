-- The lines with ready tasks, by skipping from one to the next. No row: none are ready.
with recursive line (queue, type) as (
  select * from (select queue, type from stint_task where ready_state in ({ready}, {suspect}) and ready_state = :readyState
                  order by queue, type limit 1) first
  union all
  select next.queue, next.type from line cross join lateral (
    select t.queue, t.type from stint_task t
     where t.ready_state in ({ready}, {suspect}) and t.ready_state = :readyState and (t.queue, t.type) > (line.queue, line.type)
     order by t.queue, t.type limit 1) next
)
select queue, type from line
