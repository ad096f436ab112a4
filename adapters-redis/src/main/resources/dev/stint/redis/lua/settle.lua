-- Ends stints whose keys hold. Answers per settlement its landing, or the signal pending where it
-- is another than expected: then nothing is written.
local answers = {}
local ended = 0
for i = 1, num() do
  local id, worker, fence, sequence, signal = arg(), arg(), arg(), arg(), arg()
  local o = outcome()
  local n = notes()
  local t = state(id)
  local landing = judge(t, worker, fence, sequence)
  if landing == 'APPLIED' and (t[G] or 'NONE') ~= signal then
    landing = t[G] or 'NONE'
  elseif landing == 'APPLIED' then
    part(id, t)
    local noted = note(id, n) or t[H]
    apply(id, t, o, sequence, noted)
    ended = ended + 1
  end
  answers[i] = landing
end
sweep(2 * ended)
flush()
return answers
