-- Of tasks that this transaction has just stored, those that are over: they were live under the same ids while its
-- statement looked among the finished ones, and ended before it stored them.
select t.id from stint_task t
 where t.id in (<ids>)
   and not (not exists (select 1 from stint_finished f where f.id = t.id){ not-together t.id})
