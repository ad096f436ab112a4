-- Whether each worker's row is LIVE; 0 also where there is none.
local answer = {}
for i = 1, num() do
  answer[i] = redis.call('HGET', base .. 'w:' .. arg(), 'live') == '1' and 1 or 0
end
return answer
