-- Stores new tasks under ids that nobody had before, which differ in nothing but their ids and arguments: two arrays instead of the twenty of insert_fresh.
insert into stint_task (queue, type, name, owner, key_name, key_scope, serial_key, status, held_from, blocked, lane, priority,
       version, ready_state, plan, options, due, requested, claim_rank, id, arguments, phase, action, entry, position,
       attempt, losses, hook_deaths, idle_yields, fence, sequence, pending_signal, progress_done, progress_total,
       progress_text, result)
select ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::integer, ?::integer,
       ?::integer, ?::integer, ?::bytea, ?::bytea, ?::bigint, ?::bigint, ?::integer, n.id, n.arguments, 'NONE', 0, 'START', ''::bytea,
       0, 0, 0, 0, 0, 0, 0, 0, -1, '', ''::bytea
  from unnest(?::uuid[], ?::bytea[]) as n (id, arguments)
