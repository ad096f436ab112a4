-- The tasks running under a worker, with the keys of their last writes.
local answer = {}
for _, id in ipairs(redis.call('SMEMBERS', run_of(arg()))) do
  local key = redis.call('HMGET', task(id), 'f', 'q')
  answer[#answer + 1] = {id, key[1], key[2]}
end
return answer
