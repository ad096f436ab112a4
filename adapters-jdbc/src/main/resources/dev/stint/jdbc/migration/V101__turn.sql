-- That a task waits for its turn is said by its ready state alone; its block is what else holds it up.
update stint_task set blocked = case when length(blocked) > 4 then concat('TASK', substr(blocked, 5)) end
 where ready_state = {turn};
