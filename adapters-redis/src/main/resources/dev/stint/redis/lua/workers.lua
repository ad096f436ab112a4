-- Every worker's row.
local answer = {}
for _, worker in ipairs(redis.call('SMEMBERS', base .. 'ids')) do
  local seen = redis.call('HMGET', base .. 'w:' .. worker, 'label', 'live', 'renewed', 'lease', 'types')
  if seen[1] then
    answer[#answer + 1] = {worker, unpack(seen)}
  end
end
return answer
