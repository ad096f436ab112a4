-- Makes ready tasks whose turn it is and that this transaction has locked, as Turns.granted says.
update stint_task
   set status = coalesce(held_from, 'PENDING'), held_from = null,
       blocked = case when length(blocked) > 4 then concat('TASK', substr(blocked, 5)) end,
       stand = case when losses > 0 then 2 else 1 end
 where id in (<ids>)
