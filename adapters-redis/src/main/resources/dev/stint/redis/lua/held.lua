-- The tasks running under a worker, with the keys of their last writes.
local answer = {}
for _, id in ipairs(redis.call('SMEMBERS', run_of(arg()))) do
  local s = record(id)
  if s then
    answer[#answer + 1] = {id, sub(s, 41, 56), sub(s, 57, 66)}
  end
end
return answer
