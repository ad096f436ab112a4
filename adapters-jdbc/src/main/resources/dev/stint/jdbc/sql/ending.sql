-- Of tasks that ended alike, those whose key holds and no signal is pending, locked.
select id, serial_key, awaited from stint_task
 where id in (<ids>) and fence = :fence and sequence = :sequence - 1 and worker = :worker
   and status = 'RUNNING' and pending_signal = 0
 order by id
   {lock}
