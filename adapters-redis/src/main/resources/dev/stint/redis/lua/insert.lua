-- Stores tasks unless their ids are taken. Answers per task: 1 new, 0 there, 2 there with other
-- arguments.
local answers, tasks, ids = {}, {}, {}
for i = 1, num() do
  local id, line, head, kind, delay = arg(), arg(), arg(), arg(), num()
  local due = kind == 'in' and math.min(now + delay, 9000000000000000) or math.max(0, delay)
  ids[i] = id
  tasks[i] = {l = line, m = head .. moment(due), st = arg(), u = arg(), spec = arg(),
    arguments = arg(), options = arg(), r = arg(), kn = arg(), b = '-', ph = '-', g = '-',
    w = NOBODY, f = NEVER, q = FIRST, n = '000000000000', z = NEVER, e = NEVER, c = moment(now),
    x = '0', h = '0', apart = '0'}
end
fetch(ids)
for i, t in ipairs(tasks) do
  local id = ids[i]
  local stored = read(id)
  if stored then
    local other = stored.x == '0' and arguments_of(body_of(id, stored)) ~= t.arguments
    answers[i] = other and 2 or 0
  else
    t.lengths = format('%04d%06d', #t.l, #t.spec)
    set_body(id, t, body(t.arguments, t.options))
    save(id, close(t))
    gather(zadds, base .. 'ids', 0, id)
    stand(id, t)
    answers[i] = 1
  end
end
flush()
return answers
