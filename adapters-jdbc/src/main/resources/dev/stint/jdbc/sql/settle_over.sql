-- Copies a task that is over to the finished ones. No row: as settle_live.
insert into stint_finished ({columns}, finished, purge_at, tombstone, ran, records)
select id, queue, type, lane, priority, version, case when :tombstone = 1 then :none else coalesce(:newArguments, arguments) end,
       case when :tombstone = 1 then :none else plan end,
       case when :tombstone = 1 then :none else options end, name, owner, key_name, key_scope, serial_key, :status, :phase, :action, :entry,
       case when :tombstone = 1 then :none else :position end, :attempt, :losses, :hookDeaths, :idleYields, :heldFrom, :blocked,
       :interruption, :failurePermanent, :failureKind, :failureMessage, :failureStack, fence,
       :sequence, worker, claim_number, before_claim, 0, due, claim_rank, 0, requested, started,
       coalesce(:progressDone, progress_done), coalesce(:progressTotal, progress_total),
       coalesce(:progressText, progress_text),
       case when :tombstone = 1 then :none else coalesce(:newResult, result) end, :now, :purge,
       :tombstone, :ran, :records
  from stint_task
 where {holds} and pending_signal = :signal
   {lock}
