-- A task's record is one string: what a claim changes, what changes seldom, what never changes.
--   1 status, 2 status before its claim or under its turn, 3 phase, 4 signal (one letter each, '-'
--   is none; BLOCKED by a task is K, and by its turn Q),
--   5 worker, 41 fence, 57 sequence, 67 claim number, 79 started, 95 finished,
--   111 ready member without its id, 139 requested,
--   155 suspect, 156 tombstone, 157 has an idempotency key, 158 has notes (1: progress or result; 2: others too;
--   3: perhaps progress or result, and no record of the run that finished it), 159 body apart,
--   160 length of the body, 168 of the line, 172 of the spec, 178 of the serial key, 181 waited for,
--   182 line, serial key, spec, body, run; after the run of a finished task what is recorded of its end.
-- The body is eight digits for the length of the arguments, the arguments, the options. A large
-- one stands in a key of its own, which a claim reads and does not write.
-- Rules writes CLAIMABLE, FINISHED and STILL before this: the letters of claimable tasks, of finished ones, and of those
-- that are neither ready nor due later. Any letter that is in none of these is another build's.
local NOBODY = string.rep('-', 36)
local NEVER = string.rep('0', 16)
local FIRST = string.rep('0', 10)
local SECOND = '0000000001'
local NO_BODY = '00000000'
local NOTHING_BESIDE = '0000'
-- The claim number of an id under which nothing is to be stored.
local BARRED = '999999999999'
local APART = 256
local sub, format = string.sub, string.format

local tasks = base .. 't:'
local function task(id)
  return tasks .. id
end
local function body_key(id)
  return base .. 'd:' .. id
end
local function moment(number)
  return format('%016.0f', number)
end
local function raised(fence)
  return moment(math.max(tonumber(fence) + 1, now))
end
local function run_of(worker)
  return base .. 'run:' .. worker
end

-- Records are read once, changed here and written once by flush().
local records, changed, lives, gone = {}, {}, {}, {}
local function fetch(ids)
  for from = 1, #ids, 500 do
    local keys = {}
    local last = math.min(from + 499, #ids)
    for i = from, last do
      keys[i - from + 1] = task(ids[i])
    end
    local found = redis.call('MGET', unpack(keys))
    for i = from, last do
      records[ids[i]] = found[i - from + 1]
    end
  end
end
local function record(id)
  local s = records[id]
  if s == nil then
    s = redis.call('GET', task(id))
    records[id] = s
  end
  return s
end
-- Life is in milliseconds, or true to leave the one it has, or nil for no end.
local function save(id, s, life)
  records[id] = s
  changed[#changed + 1] = id
  lives[id] = life
end
local function forget(id)
  records[id] = false
  gone[#gone + 1] = task(id)
end
local function flush_records()
  local pairs_of = {}
  for i = 1, #changed do
    local id = changed[i]
    local s, life = records[id], lives[id]
    if s and life == true then
      redis.call('SET', task(id), s, 'KEEPTTL')
    elseif s and life then
      redis.call('SET', task(id), s, 'PX', life)
    elseif s then
      pairs_of[#pairs_of + 1] = task(id)
      pairs_of[#pairs_of + 1] = s
    end
  end
  for i = 1, #pairs_of, 1000 do
    redis.call('MSET', unpack(pairs_of, i, math.min(i + 999, #pairs_of)))
  end
  for i = 1, #gone, 1000 do
    redis.call('DEL', unpack(gone, i, math.min(i + 999, #gone)))
  end
  changed, lives, gone = {}, {}, {}
end

local function flush()
  flush_records()
  flush_members()
end

-- Where the line, the spec and the serial key of a record end; few lengths differ.
local ends = {}
local function ends_of(s)
  local lengths = sub(s, 168, 180)
  local found = ends[lengths]
  if not found then
    local line = 181 + tonumber(sub(lengths, 1, 4))
    local serial = line + tonumber(sub(lengths, 11))
    found = {line, serial + tonumber(sub(lengths, 5, 10)), serial}
    ends[lengths] = found
  end
  return found
end
local function open(s)
  if not s then
    return
  end
  local found = ends_of(s)
  local line, spec, serial = found[1] + 1, found[2] + 1, found[3] + 1
  local run = sub(s, 159, 159) == '0' and spec + tonumber(sub(s, 160, 167)) or spec
  return {st = sub(s, 1, 1), b = sub(s, 2, 2), ph = sub(s, 3, 3), g = sub(s, 4, 4),
    w = sub(s, 5, 40), f = sub(s, 41, 56), q = sub(s, 57, 66), n = sub(s, 67, 78),
    z = sub(s, 79, 94), e = sub(s, 95, 110), m = sub(s, 111, 138), c = sub(s, 139, 154),
    u = sub(s, 155, 155), x = sub(s, 156, 156), kn = sub(s, 157, 157), h = sub(s, 158, 158),
    apart = sub(s, 159, 159), size = sub(s, 160, 167), lengths = sub(s, 168, 180),
    wt = sub(s, 181, 181), l = sub(s, 182, line - 1), sk = sub(s, line, serial - 1),
    spec = sub(s, serial, spec - 1), body = sub(s, spec, run - 1),
    r = sub(s, run)}
end
local function close(t)
  return t.st .. t.b .. t.ph .. t.g .. t.w .. t.f .. t.q .. t.n .. t.z .. t.e .. t.m .. t.c
    .. t.u .. t.x .. t.kn .. t.h .. t.apart .. t.size .. t.lengths .. t.wt .. t.l .. t.sk .. t.spec
    .. t.body .. t.r
end
local function read(id)
  return open(record(id))
end
-- Of a new task that nobody has, without serial key, its body in the record.
local function first_record(status, m, suspect, key, line, spec, body, run)
  return status .. '---' .. NOBODY .. NEVER .. FIRST .. '000000000000' .. NEVER .. NEVER .. m .. moment(now)
    .. suspect .. '0' .. key .. '00' .. format('%08d%04d%06d', #body, #line, #spec) .. '0000'
    .. line .. spec .. body .. run
end

local function body_of(id, t)
  return t.apart == '1' and redis.call('GET', body_key(id)) or t.body
end
local function set_body(id, t, body)
  local was = t.apart
  t.size = format('%08d', #body)
  t.apart = #body > APART and '1' or '0'
  t.body = t.apart == '0' and body or ''
  if t.apart == '1' then
    redis.call('SET', body_key(id), body)
  elseif was == '1' then
    gone[#gone + 1] = body_key(id)
  end
end
local function body(arguments, options)
  return format('%08d', #arguments) .. arguments .. options
end
local function type_of(line) return string.match(line, '\n(.*)$') end

local function arguments_of(whole)
  return sub(whole, 9, 8 + tonumber(sub(whole, 1, 8)))
end
local function options_of(whole)
  return sub(whole, 9 + tonumber(sub(whole, 1, 8)))
end

local function barred(s)
  return sub(s, 67, 78) == BARRED
end

-- What Row reads: id and record, the body if it stands apart, progress and result.
local function row(id)
  local s = record(id)
  if not s or barred(s) then
    return {}
  end
  local answer = {id .. s, false, false, false}
  if sub(s, 159, 159) == '1' then
    answer[2] = redis.call('GET', body_key(id))
  end
  if sub(s, 158, 158) ~= '0' then
    local notes = redis.call('HMGET', base .. 'p:' .. id, 'pd', 'y')
    answer[3], answer[4] = notes[1], notes[2]
  end
  return answer
end
