insert into stint_task (id, arguments, queue, type, name, owner, key_name, key_scope, serial_key, status, held_from,
       blocked, lane, priority, version, ready_state, plan, options, due, requested, claim_rank, phase, action, entry,
       position, attempt, losses, hook_deaths, idle_yields, fence, sequence, pending_signal, progress_done,
       progress_total, progress_text, result)
select n.id, n.arguments, coalesce(n.queue, ?::text), coalesce(n.type, ?::text), coalesce(n.name, ?::text),
       coalesce(n.owner, ?::text), coalesce(n.key_name, ?::text), coalesce(n.key_scope, ?::text),
       coalesce(n.serial_key, ?::text), coalesce(n.status, ?::text), coalesce(n.held_from, ?::text),
       coalesce(n.blocked, ?::text), coalesce(n.lane, ?::integer), coalesce(n.priority, ?::integer),
       coalesce(n.version, ?::integer), coalesce(n.ready_state, ?::integer), coalesce(n.plan, ?::bytea),
       coalesce(n.options, ?::bytea), coalesce(n.due, ?::bigint), coalesce(n.requested, ?::bigint),
       ?::integer, 'NONE', 0, 'START', ''::bytea, 0, 0, 0, 0, 0, 0, 0, 0, -1, '', ''::bytea
  from unnest(?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::bytea[],
              ?::bytea[], ?::bigint[], ?::bigint[])
    as n (id, arguments, queue, type, name, owner, key_name, key_scope, serial_key, status, held_from,
          blocked, lane, priority, version, ready_state, plan, options, due, requested)
