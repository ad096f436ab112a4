-- Hands tasks back as they were. Answers per task its landing, or the signal pending: then nothing
-- is written.
local answers = {}
for i = 1, num() do
  local id, worker, fence, sequence = arg(), arg(), arg(), arg()
  local t = state(id)
  local landing = judge(t, worker, fence, sequence)
  if landing == 'APPLIED' and t[G] then
    landing = t[G]
  elseif landing == 'APPLIED' then
    part(id, t)
    redis.call('HSET', task(id), 'st', t[B], 'q', sequence)
    redis.call('HDEL', task(id), 'ph')
    stand(t[L], t[M], t[B], t[U])
  end
  answers[i] = landing
end
flush()
return answers
