-- Copies a live task that a person ended to the finished ones. No row: it is not as it was seen.
insert into stint_finished ({columns}, finished, purge_at, tombstone, ran)
select id, queue, type, lane, priority, version,
       case when :tombstone = 1 then :none else arguments end,
       case when :tombstone = 1 then :none else plan end,
       case when :tombstone = 1 then :none else options end, name, owner, key_name,
       key_scope, serial_key, :status, :phase, :action, :entry,
       case when :tombstone = 1 then :none else :position end, :attempt, :losses,
       :hookDeaths, :idleYields, :heldFrom, :blocked, :interruption, :failurePermanent,
       :failureKind, :failureMessage, :failureStack, fence, sequence + 1, worker, claim_number,
       before_claim, 0, due, claim_rank, 0, requested, started, progress_done, progress_total,
       progress_text, case when :tombstone = 1 then :none else result end, :now, :purge, :tombstone, {no-record}
  from stint_task
 where id = :id and fence = :fence and sequence = :sequence and status = coalesce(:seenStatus, status)
   {lock}
