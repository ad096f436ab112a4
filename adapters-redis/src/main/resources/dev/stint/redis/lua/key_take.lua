-- Writes an idempotency key that nobody has, unconfirmed. Answers whose it is, its scope, whether
-- that is confirmed, and the partition of its task. The key is its own base: its slot is another than its task's.
local id, scope, place = arg(), arg(), arg()
local key = redis.call('HMGET', base, 'task', 'scope', 'confirmed', 'place', 'until')
if not key[1] or key[5] and tonumber(key[5]) <= now then
  redis.call('HSET', base, 'task', id, 'scope', scope, 'confirmed', '0', 'place', place)
  redis.call('HDEL', base, 'until')
  redis.call('PERSIST', base)
  return {id, scope, '0', place}
end
return {key[1], key[2], key[3], key[4]}
