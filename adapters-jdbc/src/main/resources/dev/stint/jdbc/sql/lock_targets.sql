-- Of these tasks the live ones, locked against their ends and their milestones.
select id from {by-id stint_task} where id in (<ids>) order by id {lock}
