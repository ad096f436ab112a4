-- Of waiting tasks those that nobody else has, locked.
select id from {by-id stint_task} where id in (<ids>) and ready_state = {turn} {skip-locked}
