-- Items that a task set aside, oldest first, each with its content and reason.
local id, skip, count_asked = arg(), num(), num()
local answer = {}
if count_asked > 0 then
  for _, item in ipairs(redis.call('LRANGE', base .. 'io:' .. id, skip, skip + count_asked - 1)) do
    answer[#answer + 1] = item
    answer[#answer + 1] = redis.call('HGET', base .. 'i:' .. id, item)
  end
end
return answer
