status = :status, phase = :phase, action = :action, entry = :entry, position = :position,
       attempt = :attempt, losses = :losses, hook_deaths = :hookDeaths, idle_yields = :idleYields,
       held_from = :heldFrom, blocked = :blocked, interruption = :interruption,
       failure_permanent = :failurePermanent, failure_kind = :failureKind,
       failure_message = :failureMessage, failure_stack = :failureStack
