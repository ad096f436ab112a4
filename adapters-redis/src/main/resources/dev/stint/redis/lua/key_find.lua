-- The task that a key names. Empty: none.
local key = redis.call('HMGET', base, 'task', 'until')
return (key[2] and tonumber(key[2]) <= now) and '' or key[1] or ''
