-- Of waiting tasks those that nobody else has, locked.
select id from stint_task where id in (<ids>) and stand = 4 for update skip locked
