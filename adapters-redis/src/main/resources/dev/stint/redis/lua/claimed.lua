-- The tasks of one claim that are still as the claim left them.
local worker, number = arg(), format('%012d', num())
local answer = {}
for _, id in ipairs(redis.call('SMEMBERS', run_of(worker))) do
  local s = record(id)
  if s and sub(s, 57, 78) == FIRST .. number then
    answer[#answer + 1] = row(id)
  end
end
return answer
