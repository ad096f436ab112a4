-- Ends tasks that ended alike and are kept, of a serial key and waiters none, as finish does. Answers how many of the asked
-- ended, and which, if that is not all: for the others the key does not hold, a signal is pending, or more has to be done.
-- The worker and the fences are compared so that no index and no join is taken for them.
with gone as (
  delete from stint_task
   where id = any (cast(:ids as uuid[]))
     and ((id, fence) in (select * from unnest(cast(:ids as uuid[]), cast(:fences as bigint[])))) is true
     and sequence = :sequence - 1
     and (worker = :worker) is true
     and status = 'RUNNING' and pending_signal = 0
     and awaited = 0 and serial_key is null
  returning {columns}
), kept as (
  {keep}
)
select count(*), case when count(*) < :limit then array_agg(id) end from gone
