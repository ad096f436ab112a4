status = coalesce(held_from, 'PENDING'), held_from = null,
       blocked = case when length(blocked) > 4 then concat('TASK', substr(blocked, 5)) end,
       stand = {due}
