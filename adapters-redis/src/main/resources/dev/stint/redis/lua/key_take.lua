-- Writes an idempotency key that nobody has, unconfirmed. Answers whose it is, its scope and
-- whether that is confirmed. The key is its own base: its slot is another than its task's.
local id, scope = arg(), arg()
local key = redis.call('HMGET', base, 'task', 'scope', 'confirmed', 'until')
if not key[1] or key[4] and tonumber(key[4]) <= now then
  redis.call('DEL', base)
  redis.call('HSET', base, 'task', id, 'scope', scope, 'confirmed', '0')
  return {id, scope, '0'}
end
return {key[1], key[2], key[3]}
