-- Adds a worker LIVE unless it is known. Answers the time and whether it is LIVE.
local worker = arg()
local key = base .. 'w:' .. worker
if redis.call('EXISTS', key) == 0 then
  redis.call('HSET', key, 'label', arg(), 'lease', arg(), 'types', arg(), 'renewed', int(now),
    'live', '1')
  redis.call('SADD', base .. 'ids', worker)
end
return {int(now), tonumber(redis.call('HGET', key, 'live'))}
