-- What is ready, for a claim to share out: per place, line and lane how many and the first of them.
local heads, suspects = num(), arg() == '1'
-- Of each lane the bounds of what is looked at, and whether that is all there is.
local low0, high0, low1, high1, all_priorities = arg(), arg(), arg(), arg(), arg() == '1'
local answer = {int(now)}
local function look(place, line, index)
  local key = base .. place .. ':' .. line
  local all = redis.call('ZCARD', key)
  if all == 0 then
    return
  end
  local interactive = redis.call('ZLEXCOUNT', key, low0, high0)
  if interactive > 0 then
    answer[#answer + 1] = {place, index, 0, interactive,
      redis.call('ZRANGEBYLEX', key, low0, high0, 'LIMIT', 0, heads)}
  end
  local background = all_priorities and all - interactive or redis.call('ZLEXCOUNT', key, low1, high1)
  if background > 0 then
    answer[#answer + 1] = {place, index, 1, background,
      redis.call('ZRANGEBYLEX', key, low1, high1, 'LIMIT', 0, heads)}
  end
end
for index = 0, num() - 1 do
  local line = arg()
  look('r', line, index)
  if suspects then
    look('x', line, index)
  end
end
return answer
