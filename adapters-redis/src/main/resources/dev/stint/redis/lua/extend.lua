-- Holds a mutex so long from now, or gives it back with 0. 0: it was lost.
local fence, hold = arg(), num()
local seen = redis.call('HMGET', base, 'fence', 'until')
if seen[1] ~= fence or tonumber(seen[2]) <= now then
  return 0
end
redis.call('HSET', base, 'until', int(now + hold))
return 1
