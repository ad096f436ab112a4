status = case when length(blocked) > 4 then 'BLOCKED' else coalesce(held_from, 'PENDING') end,
       held_from = case when length(blocked) > 4 then held_from end,
       blocked = case when length(blocked) > 4 then concat('TASK', substr(blocked, 5)) end,
       ready_state = {due}
