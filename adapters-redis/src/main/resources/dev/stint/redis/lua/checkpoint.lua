-- Writes begins and checkpoints whose keys hold. Answers two letters per write: its landing and
-- the signal.
local answers = {}
for _ = 1, num() do
  local id, holder, sequence = arg(), arg(), arg()
  local phase, run, suspect = arg(), arg(), arg()
  local n = notes()
  local s = record(id)
  local landing = judge(s, holder, sequence)
  if landing == 'A' then
    local t = open(s)
    t.q, t.ph, t.r, t.u = sequence, phase, run, suspect
    if note(id, t, n) then
      landing = 'O'
    end
    save(id, close(t))
  end
  answers[#answers + 1] = landing .. (s and sub(s, 4, 4) or '-')
end
flush()
return table.concat(answers)
