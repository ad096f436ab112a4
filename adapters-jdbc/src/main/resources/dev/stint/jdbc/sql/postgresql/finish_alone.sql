-- Ends tasks that ended alike, that nothing is kept beside and nobody is bound to: no keys, no waiters. Leaves one row of
-- tombstones a line and claim. Answers how many of the asked ended, and which, if that is not all: for the others the key
-- does not hold, a signal is pending, or more has to be done. The worker and the fences are compared so that no index and no
-- join is taken for them.
with gone as (
  delete from stint_task
   where {holds_these}
     and fence = started
     and awaited = 0 and key_name is null and serial_key is null
  returning id, queue, type, lane, priority, version, name, owner, requested, due, started, fence
), together as (
  insert into stint_tombstones (last_id, first_id, purge_at, finished, queue, type, lane, priority, version, status, action,
         attempt, fence, sequence, worker, ids, requested, due, started, names, owners)
  select :lastId, :firstId, :purge, :now, queue, type, lane, priority, version, :status, :action, :attempt, fence, :sequence,
         :worker, array_agg(id), array_agg(requested), array_agg(due), array_agg(started),
         case when count(name) > 0 then array_agg(name) end, case when count(owner) > 0 then array_agg(owner) end
    from gone
   group by queue, type, lane, priority, version, fence
)
select count(*), case when count(*) < :limit then array_agg(id) end from gone
