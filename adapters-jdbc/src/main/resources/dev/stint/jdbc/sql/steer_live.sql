-- Moves a live task that is not running. No row: it is not as it was seen.
update stint_task
   set status = :status, phase = :phase, action = :action, entry = :entry, position = :position,
       attempt = :attempt, losses = :losses, hook_deaths = :hookDeaths, idle_yields = :idleYields,
       held_from = :heldFrom, blocked = :blocked, interruption = :interruption,
       failure_permanent = :failurePermanent, failure_kind = :failureKind,
       failure_message = :failureMessage, failure_stack = :failureStack,
       sequence = sequence + 1, due = coalesce(:due, due), claim_rank = :rank,
       stand = case when :stand in (0, 4) then :stand when coalesce(:due, due) > :now then 3 else :stand end
 where id = :id and fence = :fence and sequence = :sequence and status = coalesce(:seenStatus, status)
