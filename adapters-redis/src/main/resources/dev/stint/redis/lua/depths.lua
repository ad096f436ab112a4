-- Per line and lane how many tasks are ready and since when the oldest is due. That costs a step
-- for each priority in use, at most a hundred.
local answer = {}
local function look(key, line, lane)
  local low, high = '[' .. lane, '(' .. (lane + 1)
  local all = redis.call('ZLEXCOUNT', key, low, high)
  if all == 0 then
    return
  end
  local oldest
  for _ = 1, 100 do
    local first = redis.call('ZRANGEBYLEX', key, low, high, 'LIMIT', 0, 1)[1]
    if not first then
      break
    end
    oldest = math.min(oldest or due_of(first), due_of(first))
    low = '(' .. string.sub(first, 1, 12) .. '~'
  end
  answer[#answer + 1] = {line, lane, all, int(oldest)}
end
for _, line in ipairs(redis.call('SMEMBERS', base .. 'lines')) do
  for lane = 0, 1 do
    look(base .. 'r:' .. line, line, lane)
    look(base .. 'x:' .. line, line, lane)
  end
end
return answer
