-- Takes tasks that this transaction found ready.
update stint_task
   set before_claim = status, status = 'RUNNING', phase = 'CLAIMED', fence = fence + 1, sequence = 0,
       worker = :worker, claim_number = :number, stand = 0, started = coalesce(started, :now)
 where id in (<ids>) and stand = :stand
returning id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence, sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, stand, requested, started, progress_done,
       progress_total, progress_text, result
