-- Lets the key of a task that goes answer until a moment, or go with it. 0: the key passed on.
local id, last = arg(), num()
if redis.call('HGET', base, 'task') ~= id then
  return 0
end
if last > now then
  redis.call('HSET', base, 'until', int(last))
  redis.call('PEXPIRE', base, span(last - now + GRACE))
else
  redis.call('DEL', base)
end
return 1
