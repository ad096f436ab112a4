-- Stores a new task. No row: the id is taken, by a live or a finished task.
{insert-new stint_task (id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, due, claim_rank, ready_state, requested, fence,
       sequence, pending_signal, progress_done, progress_total, progress_text, result)
 | select :id, :queue, :type, :lane, :priority, :version, :arguments, :plan, :options, :name,
       :owner, :keyName, :keyScope, :serialKey, :status, :phase, :action, :entry, :position,
       :attempt, :losses, :hookDeaths, :idleYields, :heldFrom, :blocked, :interruption,
       :failurePermanent, :failureKind, :failureMessage, :failureStack, :due, :rank, :readyState,
       :requested, 0, 0, 0, 0, -1, '', :none
  {from-nothing}
 where not exists (select 1 from stint_finished where id = :id){ not-together :id}
 | id = :id}
