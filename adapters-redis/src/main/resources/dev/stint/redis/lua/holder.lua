-- Per task whether it is stored: '' gone, L live, F finished; and 1 where its arguments are others.
local answer = {}
for i = 1, num() do
  local id, arguments = arg(), arg()
  local t = redis.call('HMGET', task(id), 'st', 'a', 'x')
  local other = t[1] and not t[3] and (t[2] or '') ~= arguments
  answer[2 * i - 1] = not t[1] and '' or FINISHED[t[1]] and 'F' or 'L'
  answer[2 * i] = other and 1 or 0
end
return answer
