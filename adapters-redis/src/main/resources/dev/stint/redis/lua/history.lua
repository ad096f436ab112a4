-- A task's history, newest first.
return redis.call('LRANGE', base .. 'h:' .. arg(), 0, -1)
