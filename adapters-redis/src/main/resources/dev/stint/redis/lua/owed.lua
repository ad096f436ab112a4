-- Targets that have owed their waiters for an age, the oldest first: since when, target, waiters,
-- their numbers.
local limit, age = num(), num()
local answer = {}
local found = redis.call('ZRANGEBYSCORE', base .. 'owed', '-inf', int(now - age), 'WITHSCORES',
  'LIMIT', 0, limit)
local left = limit
for i = 1, #found, 2 do
  if left > 0 then
    local waiting = redis.call('SRANDMEMBER', waiters(found[i]), left)
    left = left - #waiting
    answer[#answer + 1] = {int(tonumber(found[i + 1])), found[i], waiting,
      #waiting > 0 and redis.call('HMGET', numbers(found[i]), unpack(waiting)) or {}}
  end
end
return answer
