-- Claims a lost worker's tasks. No row: none are left, or others are at it.
update stint_task set worker = :reaper, claim_number = :number, fence = fence + 1, sequence = 0
 where id = any (array (select id from stint_task where worker = :lost and status = 'RUNNING' and strpos(:phases, chr(10) || phase || chr(10)) > 0
                         order by id limit :limit for update skip locked))
   and worker = :lost
returning id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, status, phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence, sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, stand, requested, started, progress_done,
       progress_total, progress_text, result
