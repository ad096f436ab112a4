-- Who holds tasks and is not live, or is not there at all. No row: nobody.
select distinct t.worker from stint_task t
 where t.worker is not null
   and not exists (select 1 from stint_worker w where w.id = t.worker and w.live = 1)
