-- Of these tasks those that wait for their turn.
select id from stint_task where id in (<ids>) and stand = 4
