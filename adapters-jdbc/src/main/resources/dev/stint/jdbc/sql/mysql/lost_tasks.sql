-- A lost worker's tasks, locked, as a take-over will leave them. No row: none are left, or others are at it.
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence + 1 as fence, 0 as sequence, :reaper as worker,
       :number as claim_number, before_claim, pending_signal, due, claim_rank, stand, requested,
       started, progress_done, progress_total, progress_text, result
  from stint_task where worker = :lost and status = 'RUNNING' and instr(:phases, concat(char(10), phase, char(10))) > 0
 order by id
 limit :limit
   for update skip locked
