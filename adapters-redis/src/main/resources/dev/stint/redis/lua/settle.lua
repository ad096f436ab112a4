-- Ends stints whose keys hold. Answers a letter per settlement: its landing, or the signal pending
-- where it is another than expected; then nothing is written.
local PENDING = {['-'] = 'n', P = 'p', C = 'c', R = 'r'}
local answers, ended = {}, 0
local all, heads, ids = {}, {}, {}
local head
for i = 1, num() do
  local key = arg()
  if sub(key, 1, 1) == '+' then
    local worker = arg()
    head = {worker = worker, signal = arg(), o = outcome(), notes = notes(), run = run_of(worker)}
    heads[i] = head
    head = head.notes == NO_NOTES and head or {worker = worker, signal = head.signal, o = head.o,
      notes = NO_NOTES, run = head.run}
  else
    heads[i] = head
  end
  all[i] = key
  ids[i] = sub(key, 2, 33)
end
fetch(ids)

local indexed, began = base .. 'ids', moment(now)
-- The common end, a tombstone of a task with nothing beside its record, without taking the record
-- to pieces. Answers whether it was one.
local function end_plainly(id, s, how, holder, sequence)
  local o = how.o
  if o.tomb ~= '1' or how.notes ~= NO_NOTES
    or o.due_kind ~= 'same' or o.rank ~= sub(s, 122, 122) or sub(s, 157, 159) ~= '000'
    or sub(s, 178, 181) ~= NOTHING_BESIDE then
    return false
  end
  local found = ends_of(s)
  save(id, o.st .. '---' .. holder .. sequence .. sub(s, 67, 94) .. began .. sub(s, 111, 154)
    .. '01000' .. NO_BODY .. sub(s, 168, found[2]) .. o.r)
  local line = sub(s, 182, found[1])
  count(line, sub(s, 111, 111), 'R', -1)
  gather(srems, how.run, id)
  gather(zrems, indexed, id)
  append_tombstone(id, o.st, line)
  return true
end

for i = 1, #ids do
  local id, how, key = ids[i], heads[i], all[i]
  local holder, sequence = how.worker .. sub(key, 34, 49), sub(key, 50, 59)
  local s = records[id]
  local landing = judge(s, holder, sequence)
  if landing == 'A' then
    local stored = sub(s, 4, 4)
    -- A signal that is not known is none.
    local pending = PENDING[stored] and stored or '-'
    if pending ~= how.signal then
      landing = PENDING[pending]
    else
      ended = ended + 1
      if stored ~= '-' or not end_plainly(id, s, how, holder, sequence) then
        local t = open(s)
        part(id, t)
        local noted = note(id, t, how.notes)
        if apply(id, t, how.o, sequence, sub(key, 60)) or noted then
          landing = 'O'
        end
      end
    end
  end
  answers[i] = landing
end
flush_tombstones()
sweep(2 * ended, 2)
flush()
return table.concat(answers)
