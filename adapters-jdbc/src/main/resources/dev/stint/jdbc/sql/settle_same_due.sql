-- Ends a stint of a task whose due time stays. No row: as settle_live.
update stint_task
   set status = :status, phase = :phase, action = :action, entry = :entry, position = :position,
       attempt = :attempt, losses = :losses, hook_deaths = :hookDeaths, idle_yields = :idleYields,
       held_from = :heldFrom, blocked = :blocked, interruption = :interruption,
       failure_permanent = :failurePermanent, failure_kind = :failureKind,
       failure_message = :failureMessage, failure_stack = :failureStack,
       arguments = coalesce(:newArguments, arguments), result = coalesce(:newResult, result),
       progress_done = coalesce(:progressDone, progress_done),
       progress_total = coalesce(:progressTotal, progress_total),
       progress_text = coalesce(:progressText, progress_text),
       sequence = :sequence, worker = null, claim_number = null, pending_signal = 0,
       claim_rank = :rank,
       stand = case when :stand in (0, 4) then :stand when due > :now then 3 else :stand end
 where id = :id and fence = :fence and sequence = :sequence - 1 and (worker = :worker) is true and status = 'RUNNING' and pending_signal = :signal
