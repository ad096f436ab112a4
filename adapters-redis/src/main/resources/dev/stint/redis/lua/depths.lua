-- Per line and lane how many tasks are ready and since when the oldest is due. That costs a step
-- for each priority in use, at most a hundred.
local answer = {}

-- Of a line with tasks that wait for others: those that only have to be looked at are left out, as
-- far as ten thousand members reach.
local function among_waiting(key, line, lane, low, high, all)
  local oldest
  for _ = 1, 10 do
    local members = redis.call('ZRANGEBYLEX', key, low, high, 'LIMIT', 0, 1000)
    local ids = {}
    for i = 1, #members do
      ids[i] = sub(members[i], 29)
    end
    fetch(ids)
    for i = 1, #members do
      local s = records[ids[i]]
      if s and sub(s, 1, 1) == 'K' then
        all = all - 1
      elseif not oldest or due_of(members[i]) < oldest then
        oldest = due_of(members[i])
      end
    end
    if #members < 1000 then
      break
    end
    low = '(' .. members[#members]
  end
  if all > 0 and oldest then
    answer[#answer + 1] = {line, lane, all, int(oldest)}
  end
end

local function look(key, line, lane)
  local low, high = '[' .. lane, '(' .. (lane + 1)
  local all = redis.call('ZLEXCOUNT', key, low, high)
  if all == 0 then
    return
  end
  local field = line .. '\n' .. lane .. '\nK'
  if redis.call('HEXISTS', base .. 'counts', field) == 1 then
    return among_waiting(key, line, lane, low, high, all)
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
