-- Hands tasks back as they were. Answers a letter per task: its landing, or r where a signal is
-- pending; then nothing is written.
local answers = {}
for i = 1, num() do
  local id, holder, sequence = arg(), arg(), arg()
  local s = record(id)
  local landing = judge(s, holder, sequence)
  if landing == 'A' then
    local t = open(s)
    if t.g ~= '-' then
      landing = 'r'
    else
      part(id, t)
      t.st, t.q, t.ph, t.w = t.b, sequence, '-', NOBODY
      save(id, close(t))
      stand(id, t)
    end
  end
  answers[i] = landing
end
flush()
return table.concat(answers)
