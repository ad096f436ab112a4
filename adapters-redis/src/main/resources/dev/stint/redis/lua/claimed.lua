-- The tasks of one claim that are still as the claim left them.
local worker, number = arg(), arg()
local answer = {}
for _, id in ipairs(redis.call('SMEMBERS', run_of(worker))) do
  local t = row(id)
  if t[N] == number and t[Q] == '0' then
    answer[#answer + 1] = t
  end
end
return answer
