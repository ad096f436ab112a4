-- The task that a key names, and its partition. Empty: none.
local key = redis.call('HMGET', base, 'task', 'place', 'until')
if not key[1] or key[3] and tonumber(key[3]) <= now then
  return {}
end
return {key[1], key[2]}
