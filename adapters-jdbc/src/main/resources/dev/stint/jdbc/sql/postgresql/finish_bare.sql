-- Moves tasks that ended alike to the finished ones, without what they carried. Answers those that moved, and what binds them to others: for the
-- others the key does not hold, or a signal is pending. The worker is compared so that no index of it is taken.
with gone as (
  delete from stint_task
   where id = any (cast(:ids as uuid[]))
     and fence = :fence and sequence = :sequence - 1
     and (worker = :worker) is true
     and status = 'RUNNING' and pending_signal = 0
  returning {columns}, awaited
), kept as (
  insert into stint_finished ({columns}, finished, purge_at, tombstone)
select id, queue, type, lane, priority, version, :none, :none, :none, name, owner, key_name,
       key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
       null, null, null, null, null, null, fence, :sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, 0, requested, started, progress_done,
       progress_total, progress_text, :none, :now, :purge, :tombstone
  from gone
)
select id, serial_key, awaited from gone
