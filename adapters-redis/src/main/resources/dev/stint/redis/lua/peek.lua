-- What is ready, for a claim to share out: per place, line and lane how many and the first of them.
local heads, suspects = num(), arg() == '1'
local answer = {int(now)}
local function look(place, line, index)
  local key = base .. place .. ':' .. line
  local all = redis.call('ZCARD', key)
  if all == 0 then
    return
  end
  local interactive = redis.call('ZLEXCOUNT', key, '[0', '(1')
  if interactive > 0 then
    answer[#answer + 1] = {place, index, 0, interactive,
      redis.call('ZRANGEBYLEX', key, '[0', '(1', 'LIMIT', 0, heads)}
  end
  if all > interactive then
    answer[#answer + 1] = {place, index, 1, all - interactive,
      redis.call('ZRANGEBYLEX', key, '[1', '+', 'LIMIT', 0, heads)}
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
