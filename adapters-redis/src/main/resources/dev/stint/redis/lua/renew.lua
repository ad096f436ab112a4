-- Renews a LIVE worker. Answers the time, whether it is LIVE, and its types.
local key = base .. 'w:' .. arg()
local seen = redis.call('HMGET', key, 'live', 'types')
if seen[1] ~= '1' then
  return {int(now), 0, ''}
end
redis.call('HSET', key, 'renewed', int(now))
return {int(now), 1, seen[2]}
