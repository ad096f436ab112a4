-- Declares workers LOST whose lease ended; a renewal more than a lease ahead counts from now
-- (the clock was set back). Answers every lost one and whether it is to be forgotten, if nothing
-- runs under it: ten leases after it was lost.
local answer = {}
for _, worker in ipairs(redis.call('SMEMBERS', base .. 'ids')) do
  local key = base .. 'w:' .. worker
  local seen = redis.call('HMGET', key, 'live', 'renewed', 'lease')
  local over = now - tonumber(seen[2] or '0')
  local lease = tonumber(seen[3] or '0')
  if seen[1] == '1' and -over > lease then
    redis.call('HSET', key, 'renewed', int(now))
    over = 0
  end
  if seen[1] == '1' and over > lease then
    redis.call('HSET', key, 'live', '0')
    seen[1] = '0'
  end
  if seen[1] ~= '1' then
    answer[#answer + 1] = worker
    answer[#answer + 1] = over > 11 * lease and 1 or 0
  end
end
return answer
