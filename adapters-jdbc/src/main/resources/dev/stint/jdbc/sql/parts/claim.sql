before_claim = status, status = 'RUNNING', phase = 'CLAIMED', fence = {next-fence}, sequence = 0,
       worker = :worker, claim_number = :number, ready_state = {none}, started = coalesce(started, :now)
