-- The lines that have ready tasks.
local answer = {}
for _, line in ipairs(redis.call('SMEMBERS', base .. 'lines')) do
  if redis.call('EXISTS', base .. 'r:' .. line, base .. 'x:' .. line) > 0 then
    answer[#answer + 1] = line
  else
    redis.call('SREM', base .. 'lines', line)
  end
end
return answer
