-- Stores a new task under an id that nobody had before, as insert_fresh does with many: no array is made, sent or taken apart.
insert into stint_task (queue, type, name, owner, key_name, key_scope, serial_key, status, held_from, blocked, lane, priority,
       version, ready_state, plan, options, due, requested, claim_rank, id, arguments, phase, action, entry, position,
       attempt, losses, hook_deaths, idle_yields, fence, sequence, pending_signal, progress_done, progress_total,
       progress_text, result)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NONE', 0, 'START', ''::bytea,
        0, 0, 0, 0, 0, 0, 0, 0, -1, '', ''::bytea)
