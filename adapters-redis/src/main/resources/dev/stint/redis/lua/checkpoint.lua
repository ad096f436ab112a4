-- Writes begins and checkpoints whose keys hold. Answers per write its landing and the signal.
local answers = {}
for _ = 1, num() do
  local id, worker, fence, sequence = arg(), arg(), arg(), arg()
  local phase, run, suspect = arg(), arg(), arg()
  local n = notes()
  local t = state(id)
  local landing = judge(t, worker, fence, sequence)
  if landing == 'APPLIED' then
    redis.call('HSET', task(id), 'q', sequence, 'ph', phase, 'r', run)
    if suspect ~= (t[U] or '0') then
      redis.call('HSET', task(id), 'u', suspect)
    end
    note(id, n)
  end
  answers[#answers + 1] = landing
  answers[#answers + 1] = t[G] or 'NONE'
end
return answers
