id, lane, priority, version, arguments, plan, options, name, owner, key_name, key_scope, serial_key, fence, due, requested,
          queue, type,
          before_claim = 'PENDING' and held_from is null and blocked is null and interruption is null and failure_kind is null
            and entry = 'START' and length(position) = 0 and coalesce(key_scope, 'ACTIVE') in ('ACTIVE', 'ALWAYS')
            and lane in (0, 1) and claim_rank = 2
            and action + attempt + losses + hook_deaths + idle_yields + pending_signal = 0 as untouched
