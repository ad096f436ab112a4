id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence, sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, ready_state, requested, started, progress_done,
       progress_total, progress_text, result
