-- What came due and is not ready yet: how many, and the first of them.
local heads = num()
local answer = {redis.call('ZCOUNT', base .. 'later', '-inf', int(now))}
if answer[1] > 0 then
  answer[2] = redis.call('ZRANGEBYSCORE', base .. 'later', '-inf', int(now), 'LIMIT', 0, heads)
end
return answer
