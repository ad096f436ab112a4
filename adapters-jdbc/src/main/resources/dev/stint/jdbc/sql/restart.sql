-- Copies a finished task back among the live ones, a change of hands. No row: it is not as it was seen.
insert into stint_task (id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence, sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, stand, requested, started, progress_done,
       progress_total, progress_text, result)
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, :phase, 0, :entry, :position, 0, 0, 0, 0, null, null,
       null, null, null, null, null, fence + 1, 0, null, null, null, 0, :now, 2, 1, requested,
       started, progress_done, progress_total, progress_text, :position
  from stint_finished
 where id = :id and fence = :fence and sequence = :sequence and tombstone = 0
