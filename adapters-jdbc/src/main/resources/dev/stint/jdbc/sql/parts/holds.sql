id = :id and fence = :fence and sequence = :sequence - 1 and (worker = :worker) is true and status = 'RUNNING'
