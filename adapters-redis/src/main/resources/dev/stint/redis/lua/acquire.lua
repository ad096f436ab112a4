-- Takes a mutex that is free or whose holder's time is over. Answers its fence; 0: somebody holds
-- it. The row stays when it is given back, for the fence must go on growing.
local hold = num()
local seen = redis.call('HMGET', base, 'fence', 'until')
if seen[2] and tonumber(seen[2]) > now then
  return '0'
end
local fence = int(math.max(tonumber(seen[1] or '0') + 1, now))
redis.call('HSET', base, 'fence', fence, 'until', int(now + hold))
return fence
