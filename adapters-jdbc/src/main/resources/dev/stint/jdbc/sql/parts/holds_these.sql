id = any (cast(:ids as uuid[]))
     and ((id, fence) in (select * from unnest(cast(:ids as uuid[]), cast(:fences as bigint[])))) is true
     and sequence = :sequence - 1
     and (worker = :worker) is true
     and status = 'RUNNING' and pending_signal = 0
