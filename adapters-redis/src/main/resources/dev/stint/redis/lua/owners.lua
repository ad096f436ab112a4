-- Lets lost workers claim no more, and answers every worker under which tasks run here.
for _ = 1, num() do
  redis.call('SREM', base .. 'live', arg())
end
local answer = {}
for _, worker in ipairs(redis.call('SMEMBERS', base .. 'owners')) do
  if redis.call('EXISTS', run_of(worker)) == 1 then
    answer[#answer + 1] = worker
  else
    redis.call('SREM', base .. 'owners', worker)
  end
end
return answer
