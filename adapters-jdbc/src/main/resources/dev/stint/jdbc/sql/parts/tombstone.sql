one.id, t.queue, t.type, t.lane, t.priority, t.version, ''::bytea as arguments, ''::bytea as plan, ''::bytea as options,
       one.name, one.owner, null::text as key_name, null::text as key_scope, one.serial_key,
       t.status, 'NONE' as phase, t.action, 'START' as entry, ''::bytea as position, t.attempt, 0 as losses,
       0 as hook_deaths, 0 as idle_yields, null::text as held_from, null::text as blocked, null::text as interruption,
       null::smallint as failure_permanent, null::text as failure_kind, null::text as failure_message, null::text as failure_stack,
       t.fence, t.sequence, t.worker, null::bigint as claim_number, 'PENDING' as before_claim, 0::smallint as pending_signal,
       one.due, 0::smallint as claim_rank, 0::smallint as ready_state, one.requested, one.started,
       0::bigint as progress_done, -1::bigint as progress_total, '' as progress_text, ''::bytea as result
