-- Of these tasks the live ones.
select id from stint_task where id in (<ids>)
