-- Stores tasks unless their ids are taken. Answers per task: 1 new, 0 there, 2 there of another type
-- or with other arguments, 3 barred.
-- Here only new ones that are not claimed, without serial key and with a body in their records; any other makes
-- rarely() store all of them, which is insert_each.
local AT_ONCE = 500
local function again()
  bound = 1
  zadds, sadds, counted = {}, {}, {}
  return rarely()
end
local many = num()
local answers, written, seen = {}, {}, {}
for i = 1, many do
  local id, line, head, kind, delay = arg(), arg(), arg(), arg(), num()
  local due = kind == 'in' and math.min(now + delay, 9000000000000000) or math.max(0, delay)
  local status, suspect, spec, arguments, options, run, tail =
    arg(), arg(), arg(), arg(), arg(), arg(), arg()
  local m, whole = head .. moment(due), body(arguments, options)
  if #tail > 1 or #whole > APART or seen[id] or many > AT_ONCE then
    return again()
  end
  seen[id] = true
  written[2 * i - 1] = task(id)
  written[2 * i] = first_record(status, m, suspect, tail, line, spec, whole, run)
  gather(zadds, base .. 'ids', 0, id)
  if CLAIMABLE[status] then
    line_up(id, line, m, suspect, false)
  end
  count(line, m, status, 1)
  answers[i] = 1
end
if many > 0 and redis.call('MSETNX', unpack(written)) == 0 then
  return again()
end
flush_members()
return answers
