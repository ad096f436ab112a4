-- Ends tasks that ended alike and leaves tombstones: one row for all of a line and a fence that nothing is kept beside, and
-- of which nobody asks by key or wait; the others have a row each. Only the fence of a first claim is the time of the start.
-- Answers those that ended, and what binds them to others: for the others the key does not hold, or a signal is pending.
-- The worker and the fences are compared so that no index and no join is taken for them.
with gone as (
  delete from stint_task
   where {holds_these}
  returning id, queue, type, lane, priority, version, name, owner, key_name, key_scope, serial_key, claim_number, before_claim,
            due, claim_rank, requested, started, progress_done, progress_total, progress_text, awaited, fence,
            :together = 1 and awaited = 0 and key_name is null and fence = started as together
), together as (
  insert into stint_tombstones (last_id, first_id, purge_at, finished, queue, type, lane, priority, version, status, action,
         attempt, fence, sequence, worker, ids, requested, due, started, names, owners, serial_keys)
  select :lastId, :firstId, :purge, :now, queue, type, lane, priority, version, :status, :action, :attempt, fence, :sequence,
         :worker, array_agg(id), array_agg(requested), array_agg(due), array_agg(started),
         case when count(name) > 0 then array_agg(name) end, case when count(owner) > 0 then array_agg(owner) end,
         case when count(serial_key) > 0 then array_agg(serial_key) end
    from gone where together
   group by queue, type, lane, priority, version, fence
), alone as (
  insert into stint_finished ({columns}, finished, purge_at, tombstone)
  select id, queue, type, lane, priority, version, :none, :none, :none, name, owner, key_name,
         key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
         null, null, null, null, null, null, fence, :sequence, :worker, claim_number,
         before_claim, 0, due, claim_rank, 0, requested, started, progress_done,
         progress_total, progress_text, :none, :now, :purge, 1
    from gone where not together
)
select id, serial_key, awaited from gone
