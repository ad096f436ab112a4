-- Moves tasks that ended alike to the finished ones. Answers those that moved, and what binds them to others: for the
-- others the key does not hold, or a signal is pending. The worker and the
-- fences are compared so that no index and no join is taken for them.
with gone as (
  delete from stint_task
   where id = any (cast(:ids as uuid[]))
     and ((id, fence) in (select * from unnest(cast(:ids as uuid[]), cast(:fences as bigint[])))) is true
     and sequence = :sequence - 1
     and (worker = :worker) is true
     and status = 'RUNNING' and pending_signal = 0
  returning {columns}, awaited
), kept as (
  insert into stint_finished ({columns}, finished, purge_at, tombstone, ran, records)
select gone.id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
       null, null, null, null, null, null, fence, :sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, 0, requested, started, progress_done,
       progress_total, progress_text, result, :now, :purge, :tombstone, run.ran, :records
  from gone join unnest(cast(:ids as uuid[]), cast(:rans as bigint[])) as run (id, ran) on run.id = gone.id
)
select id, serial_key, awaited from gone
