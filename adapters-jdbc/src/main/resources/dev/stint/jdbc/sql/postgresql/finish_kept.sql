-- Ends tasks that ended alike and are kept, of a serial key and waiters none, as finish does. Answers how many of the asked
-- ended, and which, if that is not all: for the others the key does not hold, a signal is pending, or more has to be done.
-- The worker and the fences are compared so that no index and no join is taken for them.
with gone as (
  delete from stint_task
   where {holds_these}
     and awaited = 0 and serial_key is null
  returning {columns}
), kept as (
  {keep}
)
select count(*), case when count(*) < :limit then array_agg(id) end from gone
