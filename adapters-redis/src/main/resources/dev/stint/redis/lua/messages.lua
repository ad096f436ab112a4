-- A task's messages, oldest first.
return redis.call('LRANGE', base .. 'm:' .. arg(), 0, -1)
