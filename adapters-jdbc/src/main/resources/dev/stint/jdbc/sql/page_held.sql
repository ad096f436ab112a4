-- The same of live tasks that workers hold, wherever they stand.
select id from stint_task where worker is not null
   and id <behind> {id-of :after}
