status = case when blocked is null then coalesce(held_from, 'PENDING') else 'BLOCKED' end,
       held_from = case when blocked is not null then held_from end,
       ready_state = {due}
