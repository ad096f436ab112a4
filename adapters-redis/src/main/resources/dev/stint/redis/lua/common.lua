-- What every script shares. KEYS[1] is the base of all its keys, which stand in one hash slot.
-- The first argument is the store's time in microseconds; only tests bind it.
local base = KEYS[1]
local read = 0
local function arg()
  read = read + 1
  return ARGV[read]
end
local function num()
  return tonumber(arg())
end
local now = num()
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
-- Numbers over 10^14 would lose digits by tostring.
local texts = {}
local function int(number)
  local text = texts[number]
  if not text then
    text = string.format('%.0f', number)
    texts[number] = text
  end
  return text
end
local function span(micros)
  return int(math.max(0, math.floor(micros / 1000)))
end

-- A task's fields. First what its state is made of: status, status before its claim, fence,
-- sequence, worker, signal, ready member, finished, tombstone, line, suspect, has an idempotency
-- key, has notes. Then what a claim answers, too: spec, arguments, options, run, phase, requested,
-- started. At last claim number, purge, progress, result.
local FIELDS = {'st', 'b', 'f', 'q', 'w', 'g', 'm', 'e', 'x', 'l', 'u', 'kn', 'h',
  's', 'a', 'o', 'r', 'ph', 'c', 'z', 'n', 'v', 'pd', 'y'}
local STATE, CLAIM = 13, 20
local ST, B, F, Q, W, G, M, E, X, L, U, KN, H, A, R, Z, N =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20, 21
local CLAIMABLE = {PENDING = true, YIELDED = true, RETRYING = true, INTERRUPTED = true}
local FINISHED = {SUCCEEDED = true, FAILED = true, CANCELLED = true, SUPERSEDED = true}
local TOMBSTONE = 600000000
-- After its purge time a finished task waits so long for clean before it goes by itself.
local GRACE = 60000000

local function task(id)
  return base .. 't:' .. id
end
local function row(id)
  return redis.call('HMGET', task(id), unpack(FIELDS))
end
-- The first fields of a row: a write needs no more, and large fields cost.
local function state(id)
  return redis.call('HMGET', task(id), unpack(FIELDS, 1, STATE))
end

-- Members of sets, gathered by key and written once by flush().
local zadds, zrems, sadds, srems, counted = {}, {}, {}, {}, {}
local function gather(map, key, value, other)
  local list = map[key]
  if not list then
    list = {}
    map[key] = list
  end
  list[#list + 1] = value
  if other then
    list[#list + 1] = other
  end
end
local function write(command, map)
  for key, list in pairs(map) do
    for i = 1, #list, 1000 do
      redis.call(command, key, unpack(list, i, math.min(i + 999, #list)))
    end
    map[key] = nil
  end
end
local function count(line, m, status, delta)
  local lanes = counted[line]
  if not lanes then
    lanes = {{}, {}}
    counted[line] = lanes
  end
  -- Lane 0 stands first.
  local statuses = lanes[string.byte(m) - 47]
  statuses[status] = (statuses[status] or 0) + delta
end
local function flush_counts(line, lane, statuses)
  for status, delta in pairs(statuses) do
    local field = line .. '\n' .. lane .. '\n' .. status
    if delta ~= 0 and redis.call('HINCRBY', base .. 'counts', field, delta) == 0 then
      redis.call('HDEL', base .. 'counts', field)
    end
  end
end
local function flush()
  write('ZREM', zrems)
  write('SREM', srems)
  write('ZADD', zadds)
  write('SADD', sadds)
  for line, lanes in pairs(counted) do
    flush_counts(line, '0', lanes[1])
    flush_counts(line, '1', lanes[2])
  end
  counted = {}
end

-- A ready member: lane 1, priority 10 (inverted), rank 1, due 16, id 32 characters; so it sorts in
-- claim order.
local function member(head, due, id)
  return head .. string.format('%016.0f', due) .. id
end
local function due_of(m)
  return tonumber(string.sub(m, 13, 28))
end
local function ready(line, suspect)
  return base .. (suspect == '1' and 'x:' or 'r:') .. line
end
local function later(line, m, suspect)
  return m .. (suspect == '1' and '1' or '0') .. line
end
local function make_ready(line, m, suspect)
  gather(zadds, ready(line, suspect), 0, m)
  if not sadds[base .. 'lines'] or sadds[base .. 'lines'][1] ~= line then
    gather(sadds, base .. 'lines', line)
  end
end
-- Puts a live task where its status and due time belong.
local function stand(line, m, status, suspect)
  count(line, m, status, 1)
  if not CLAIMABLE[status] then
    return
  end
  local due = due_of(m)
  if due > now then
    gather(zadds, base .. 'later', int(due), later(line, m, suspect))
  else
    make_ready(line, m, suspect)
  end
end
-- Takes a live task that is not running from where it stands.
local function leave(t)
  count(t[L], t[M], t[ST], -1)
  if CLAIMABLE[t[ST]] and redis.call('ZREM', base .. 'later', later(t[L], t[M], t[U])) == 0 then
    redis.call('ZREM', ready(t[L], t[U]), t[M])
  end
end
local function run_of(worker)
  return base .. 'run:' .. worker
end
local function drop_signal(id, t)
  if t[G] then
    redis.call('HDEL', base .. 'sig:' .. t[W], id)
    redis.call('HDEL', task(id), 'g')
  end
end
-- Takes a running task from its worker.
local function part(id, t)
  count(t[L], t[M], t[ST], -1)
  gather(srems, run_of(t[W]), id)
  drop_signal(id, t)
end
local function raised(t)
  return int(math.max((tonumber(t[F] or '0')) + 1, now))
end

-- Whether a write under this key may land: GONE, STALE, BEFORE or APPLIED.
local function judge(t, worker, fence, sequence)
  if not t[ST] then
    return 'GONE'
  end
  if t[F] ~= fence or t[W] ~= worker then
    return 'STALE'
  end
  if t[Q] == sequence then
    return 'APPLIED_BEFORE'
  end
  if t[ST] == 'RUNNING' and tonumber(t[Q]) == tonumber(sequence) - 1 then
    return 'APPLIED'
  end
  return 'STALE'
end

-- Reads notes off the arguments: changed fields, messages, items set aside, an entry of history.
local NO_NOTES = {}
local function notes()
  if arg() == '0' then
    return NO_NOTES
  end
  local n = {fields = {}, messages = {}, aside = {}}
  for _, field in ipairs({'a', 'pd', 'y'}) do
    if arg() == '1' then
      n.fields[#n.fields + 1] = field
      n.fields[#n.fields + 1] = arg()
    end
  end
  for i = 1, num() do
    n.messages[i] = arg()
  end
  for i = 1, num() * 2 do
    n.aside[i] = arg()
  end
  n.history = arg()
  return n
end
local function note(id, n)
  if n == NO_NOTES then
    return false
  end
  if #n.fields > 0 then
    redis.call('HSET', task(id), unpack(n.fields))
  end
  if #n.messages == 0 and #n.aside == 0 and n.history == '' then
    return false
  end
  redis.call('HSET', task(id), 'h', '1')
  local room = 1000 - (#n.messages > 0 and redis.call('LLEN', base .. 'm:' .. id) or 0)
  for i = 1, math.min(room, #n.messages) do
    redis.call('RPUSH', base .. 'm:' .. id, int(now) .. '\n' .. n.messages[i])
  end
  for i = 1, #n.aside, 2 do
    if redis.call('HSET', base .. 'i:' .. id, n.aside[i], n.aside[i + 1]) == 1 then
      redis.call('RPUSH', base .. 'io:' .. id, n.aside[i])
    end
  end
  if n.history ~= '' then
    redis.call('LPUSH', base .. 'h:' .. id, int(now) .. '\n' .. n.history)
    redis.call('LTRIM', base .. 'h:' .. id, 0, 9)
  end
  return true
end
local NOTED = {'m:', 'i:', 'io:', 'h:'}
local function drop_notes(id)
  redis.call('DEL', base .. 'm:' .. id, base .. 'i:' .. id, base .. 'io:' .. id, base .. 'h:' .. id)
end

-- Reads an outcome off the arguments.
local function outcome()
  return {st = arg(), u = arg(), due_kind = arg(), due = num(), rank = arg(), r = arg(),
    keep = num(), tomb = arg()}
end
local function due_member(m, o, id)
  if o.due_kind == 'same' and string.sub(m, 12, 12) == o.rank then
    return m
  end
  local due = due_of(m)
  if o.due_kind == 'in' then
    due = math.min(now + o.due, 9000000000000000)
  elseif o.due_kind == 'at' then
    due = math.max(0, o.due)
  end
  return member(string.sub(m, 1, 11) .. o.rank, due, id)
end

-- The member of a finished task among the finished: id, tombstone, key, lane, status, line.
local function over(id, tomb, t, status)
  return id .. (tomb and '1' or '0') .. (t[KN] and '1' or '0') .. string.sub(t[M], 1, 1) .. status
    .. '\n' .. t[L]
end
local function drop(id, entry)
  local tomb, lane = string.sub(entry, 33, 33), string.sub(entry, 35, 35)
  local status, line = string.match(string.sub(entry, 36), '^(%u+)\n(.*)$')
  if tomb == '0' then
    count(line, lane, status, -1)
    gather(zrems, base .. 'ids', id)
  end
  gather(zrems, base .. 'f', entry)
  redis.call('DEL', task(id))
  drop_notes(id)
end
-- Each task that finishes takes two with it whose time is long over, so that nothing piles up
-- where nobody cleans. Those with a key wait for clean, which looks after the key.
local function sweep(most)
  local gone = redis.call('ZRANGEBYSCORE', base .. 'f', '-inf', int(now - GRACE), 'LIMIT', 0, most)
  for _, entry in ipairs(gone) do
    if string.sub(entry, 34, 34) == '0' then
      drop(string.sub(entry, 1, 32), entry)
    end
  end
end

-- Writes an outcome on a task that stands nowhere just now. Answers whether it is over.
local function apply(id, t, o, sequence, noted)
  local key = task(id)
  local m = due_member(t[M], o, id)
  local is_over = o.tomb == '1' or FINISHED[o.st]
  if not is_over then
    redis.call('HSET', key, 'st', o.st, 'q', sequence, 'm', m, 'r', o.r)
    redis.call('HDEL', key, 'ph')
    if o.u ~= (t[U] or '0') then
      redis.call('HSET', key, 'u', o.u)
    end
    stand(t[L], m, o.st, o.u)
    return
  end
  local tomb = o.tomb == '1' or o.keep == 0
  local purge = now + (tomb and TOMBSTONE or o.keep)
  local finished = t[E] or int(now)
  if tomb then
    redis.call('HDEL', key, 'a', 'o', 'b', 'ph', 'u', 'h', 'pd', 'y')
    redis.call('HSET', key, 'm', m, 'st', o.st, 'r', o.r, 'q', sequence, 'e', finished, 'v',
      int(purge), 'x', '1')
    gather(zrems, base .. 'ids', id)
    if noted then
      drop_notes(id)
    end
  else
    redis.call('HSET', key, 'st', o.st, 'q', sequence, 'm', m, 'r', o.r, 'e', finished, 'v',
      int(purge))
    redis.call('HDEL', key, 'ph')
    count(t[L], m, o.st, 1)
  end
  gather(zadds, base .. 'f', int(purge), over(id, tomb, {[KN] = t[KN], [M] = m, [L] = t[L]}, o.st))
  if not t[KN] then
    local expire = span(purge - now + 2 * GRACE)
    redis.call('PEXPIRE', key, expire)
    if noted and not tomb then
      for _, kind in ipairs(NOTED) do
        redis.call('PEXPIRE', base .. kind .. id, expire)
      end
    end
  end
end
