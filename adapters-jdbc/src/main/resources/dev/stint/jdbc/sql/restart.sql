-- Copies a finished task back among the live ones, a change of hands. No row: it is not as it was seen.
insert into stint_task ({columns})
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, :phase, :action, :entry, :position, :attempt, :losses,
       :hookDeaths, :idleYields, :heldFrom, :blocked, :interruption, :failurePermanent,
       :failureKind, :failureMessage, :failureStack, {next-fence}, 0, null, null, null, 0, :now, 2, 1, requested,
       started, progress_done, progress_total, progress_text,
       case when :keepsResult = 1 then result else :none end
  from stint_finished
 where id = :id and fence = :fence and sequence = :sequence and tombstone = 0
   {lock}
