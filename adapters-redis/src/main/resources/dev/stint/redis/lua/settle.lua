-- Ends stints whose keys hold. Answers a letter per settlement: its landing, or the signal pending
-- where it is another than expected; then nothing is written.
local PENDING = {['-'] = 'n', P = 'p', C = 'c', R = 'r'}
local answers, ended = {}, 0
local worker, run, signal, o, n

local all, ids = {}, {}
for i = 1, num() do
  local key = arg()
  if sub(key, 1, 1) == '+' then
    worker, signal, o, n = arg(), arg(), outcome(), notes()
    run = run_of(worker)
  else
    n = NO_NOTES
  end
  ids[i] = sub(key, 2, 33)
  all[i] = {worker .. sub(key, 34, 49), sub(key, 50), signal, o, n, run}
end
fetch(ids)

local indexed, began = base .. 'ids', moment(now)
-- The common end, a tombstone of a task with nothing beside its record, without taking the record
-- to pieces. Answers whether it was one.
local function end_plainly(id, s, asked)
  local how = asked[4]
  if how.tomb ~= '1' and not (how.keep == 0 and FINISHED[how.st]) or asked[5] ~= NO_NOTES
    or sub(s, 156, 159) ~= '0000' or sub(s, 95, 110) ~= NEVER then
    return false
  end
  local line = 177 + tonumber(sub(s, 168, 171))
  local m = due_member(sub(s, 111, 138), how)
  save(id, how.st .. '---' .. sub(s, 5, 56) .. asked[2] .. sub(s, 67, 94) .. began .. m
    .. sub(s, 139, 154) .. '01000' .. NO_BODY
    .. sub(s, 168, line + tonumber(sub(s, 172, 177))) .. how.r)
  line = sub(s, 178, line)
  count(line, m, 'R', -1)
  gather(srems, asked[6], id)
  gather(zrems, indexed, id)
  bury(id, how.st, line)
  return true
end

for i = 1, #ids do
  local id, asked = ids[i], all[i]
  local s = records[id]
  local landing = judge(s, asked[1], asked[2])
  if landing == 'A' then
    local pending = sub(s, 4, 4)
    if pending ~= asked[3] then
      landing = PENDING[pending]
    elseif pending == '-' and end_plainly(id, s, asked) then
      ended = ended + 1
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
