-- Stores tasks one by one, whatever they are like; see insert. An id may be there, or among them twice.
local answers, tasks, ids = {}, {}, {}
for i = 1, num() do
  local id, line, head, kind, delay = arg(), arg(), arg(), arg(), num()
  local due = kind == 'in' and math.min(now + delay, 9000000000000000) or math.max(0, delay)
  ids[i] = id
  tasks[i] = {l = line, m = head .. moment(due), st = arg(), u = arg(), spec = arg(),
    arguments = arg(), options = arg(), r = arg(), kn = arg(), b = '-', ph = '-', g = '-',
    w = NOBODY, f = NEVER, q = FIRST, n = '000000000000', z = NEVER, e = NEVER, c = moment(now),
    x = '0', h = '0', apart = '0', wt = '0', sk = ''}
end
fetch(ids)

-- Makes the task the worker's at once, if it could be claimed just now.
local function seize(id, t, worker, number)
  if not CLAIMABLE[t.st] or due_of(t.m) > now
    or redis.call('SISMEMBER', base .. 'live', worker) == 0 or t.sk ~= '' and not holds_key(id, t) then
    return false
  end
  t.b, t.st, t.ph, t.w, t.n = t.st, 'R', 'C', worker, number
  t.f, t.z = raised(t.f), t.c
  save(id, close(t))
  gather(sadds, run_of(worker), id)
  gather(sadds, base .. 'owners', worker)
  count(t.l, t.m, 'R', 1)
  return true
end
-- Beside the mark of an idempotency key: the claim under which it is stored, and the serial key.
local function split(t)
  local tail = t.kn
  if #tail > 1 then
    t.kn, t.sk = sub(tail, 1, 1), sub(tail, 50)
    return sub(tail, 2, 37), sub(tail, 38, 49)
  end
  return NOBODY, ''
end

for i, t in ipairs(tasks) do
  local id = ids[i]
  local stored = read(id)
  if stored then
    local other = stored.x == '0'
      and (type_of(stored.l) ~= type_of(t.l) or arguments_of(body_of(id, stored)) ~= t.arguments)
    answers[i] = stored.n == BARRED and 3 or other and 2 or 0
  else
    local worker, number = split(t)
    t.lengths = format('%04d%06d%03d', #t.l, #t.spec, #t.sk)
    set_body(id, t, body(t.arguments, t.options))
    gather(zadds, base .. 'ids', 0, id)
    if worker == NOBODY or not seize(id, t, worker, number) then
      save(id, close(t))
      stand(id, t)
    end
    answers[i] = 1
  end
end
flush()
return answers
