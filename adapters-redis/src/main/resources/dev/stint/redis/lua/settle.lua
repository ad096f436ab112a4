-- Ends stints whose keys hold. Answers a letter per settlement: its landing, or the signal pending
-- where it is another than expected; then nothing is written.
local PENDING = {['-'] = 'n', P = 'p', C = 'c', R = 'r'}
local answers, ended = {}, 0
local worker, signal, o, n

local tasks, ids = {}, {}
for i = 1, num() do
  local key = arg()
  if sub(key, 1, 1) == '+' then
    worker, signal, o, n = arg(), arg(), outcome(), notes()
  else
    n = NO_NOTES
  end
  ids[i] = sub(key, 2, 33)
  tasks[i] = {worker .. sub(key, 34, 49), sub(key, 50), signal, o, n}
end
fetch(ids)

for i = 1, #ids do
  local id, asked = ids[i], tasks[i]
  local s = records[id]
  local landing = judge(s, asked[1], asked[2])
  if landing == 'A' then
    local pending = sub(s, 4, 4)
    if pending ~= asked[3] then
      landing = PENDING[pending]
    else
      local t = open(s)
      part(id, t)
      note(id, t, asked[5])
      apply(id, t, asked[4], asked[2])
      ended = ended + 1
    end
  end
  answers[i] = landing
end
flush_buried()
sweep(2 * ended, 2)
flush()
return table.concat(answers)
