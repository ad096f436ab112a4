-- Moves tasks that ended alike to the finished ones. Answers those that moved, and what binds them to others: for the
-- others the key does not hold, or a signal is pending. The worker and the
-- fences are compared so that no index and no join is taken for them.
with gone as (
  delete from stint_task
   where {holds_these}
  returning {columns}, awaited
), kept as (
  {keep}
)
select id, serial_key, awaited from gone
