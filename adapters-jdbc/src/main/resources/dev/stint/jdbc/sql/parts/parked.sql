worker is null and (ready_state not in (1, 2) or status <> 'PENDING')
