-- Of tasks that ended alike, those whose key holds but for its fence and no signal is pending, locked.
select id, fence, serial_key, awaited from {by-id stint_task}
 where id in (<ids>) and sequence = :sequence - 1 and worker = :worker
   and status = 'RUNNING' and pending_signal = 0
 order by id
   {lock}
