-- How a task moves from one place to another. Rules writes TOMBSTONE, STRENGTH and NO_RECORD before this.
-- After its purge time a finished task waits so long for clean before it goes by itself.
local GRACE = 60000000

-- A ready member: lane 1, priority 10 (inverted), rank 1, due 16, id 32 characters; so it sorts in
-- claim order. The record keeps it without the id.
local function due_of(m)
  return tonumber(sub(m, 13, 28))
end
local function ready(line, suspect)
  return base .. (suspect == '1' and 'x:' or 'r:') .. line
end
-- 1 suspect, 2 with a serial key, 3 both.
local function later_of(id, line, m, suspect, serial)
  return m .. id .. int((suspect == '1' and 1 or 0) + (serial and 2 or 0)) .. line
end
local function later(id, t)
  return later_of(id, t.l, t.m, t.u, t.sk ~= '')
end
local function make_ready(line, m, suspect)
  gather(zadds, ready(line, suspect), 0, m)
  if not sadds[base .. 'lines'] or sadds[base .. 'lines'][1] ~= line then
    gather(sadds, base .. 'lines', line)
  end
end

-- Puts a claimable task where its due time belongs; one with a serial key that is due holds it.
local function line_up(id, line, m, suspect, serial)
  local due = due_of(m)
  if due > now then
    gather(zadds, base .. 'later', int(due), later_of(id, line, m, suspect, serial))
  else
    make_ready(line, m .. id, suspect)
  end
end

-- Serial keys: who holds each, and who waits for it in order of priority (inverted), request and
-- id. Nobody waits for a key that is free.
local holders = base .. 'holders'
local function queue(t)
  return base .. 'q:' .. t.sk
end
local function turn(id, t)
  return sub(t.m, 2, 11) .. t.c .. id
end
-- Whether the task holds its key, which it takes if that is free.
local function holds_key(id, t)
  local holder = redis.call('HGET', holders, t.sk)
  if not holder then
    redis.call('HSET', holders, t.sk, id)
    return true
  end
  return holder == id
end
local function await_turn(id, t)
  redis.call('ZADD', queue(t), 0, turn(id, t))
end
-- Frees the task's key if it holds it, and hands it to who is next.
local function pass_key(id, t)
  if redis.call('HGET', holders, t.sk) ~= id then
    return
  end
  local head = redis.call('ZRANGE', queue(t), 0, 0)[1]
  if not head then
    redis.call('HDEL', holders, t.sk)
    return
  end
  redis.call('ZREM', queue(t), head)
  local successor = sub(head, 27)
  redis.call('HSET', holders, t.sk, successor)
  local granted = read(successor)
  count(granted.l, granted.m, 'Q', -1)
  granted.st, granted.b = granted.b, '-'
  save(successor, close(granted))
  count(granted.l, granted.m, granted.st, 1)
  make_ready(granted.l, granted.m .. successor, granted.u)
end
-- A claimable task that is due is ready, unless another one holds its serial key. It is to be
-- saved once more then.
local function come_due(id, t)
  if t.sk == '' or holds_key(id, t) then
    make_ready(t.l, t.m .. id, t.u)
  else
    t.b, t.st = t.st, 'Q'
    await_turn(id, t)
    save(id, close(t))
  end
end

-- Puts a live task where its status and due time belong.
local function stand(id, t)
  if t.st == 'Q' then
    await_turn(id, t)
  elseif CLAIMABLE[t.st] and t.sk ~= '' and due_of(t.m) <= now then
    come_due(id, t)
  elseif CLAIMABLE[t.st] then
    line_up(id, t.l, t.m, t.u, t.sk ~= '')
  end
  count(t.l, t.m, t.st, 1)
end
-- Takes a live task that is not running from where it stands.
local function leave(id, t)
  count(t.l, t.m, t.st, -1)
  if t.st == 'Q' then
    redis.call('ZREM', queue(t), turn(id, t))
  elseif not STILL[t.st] and redis.call('ZREM', base .. 'later', later(id, t)) == 0 then
    redis.call('ZREM', ready(t.l, t.u), t.m .. id)
  end
end
-- Changes what it is ordered by; one that came due waits for its promotion all the same.
local function in_place(id, t, member)
  local promoted = CLAIMABLE[t.st] and redis.call('ZSCORE', base .. 'later', later(id, t)) == false
  leave(id, t)
  t.m = member
  if CLAIMABLE[t.st] and not promoted then
    gather(zadds, base .. 'later', int(due_of(t.m)), later(id, t))
    count(t.l, t.m, t.st, 1)
  else
    stand(id, t)
  end
end
-- Takes a running task from its worker.
local function part(id, t)
  count(t.l, t.m, t.st, -1)
  gather(srems, run_of(t.w), id)
  if t.g ~= '-' then
    redis.call('HDEL', base .. 'sig:' .. t.w, id)
    t.g = '-'
  end
end

-- Whether a write under this key may land: G gone, S stale, B applied before, A applied.
local function judge(s, holder, sequence)
  if not s then
    return 'G'
  end
  local last = sub(s, 57, 66)
  if last == sequence then
    -- A fence names one worker; a task that left its worker's hands bears no worker any more.
    return sub(s, 41, 56) == sub(holder, 37) and 'B' or 'S'
  end
  local follows = last == FIRST and sequence == SECOND
    or tonumber(last) == tonumber(sequence) - 1
  if follows and sub(s, 1, 1) == 'R' and sub(s, 5, 56) == holder then
    return 'A'
  end
  return 'S'
end

-- The fences of the claims that registered waits; one that an older build stored has none, for 0.
local function numbers(id)
  return base .. 'wn:' .. id
end

-- Who is waited for owes a wake from its end, or a milestone, until its last waiter is cleared.
-- Answers whether the task owes.
local function waiters(id)
  return base .. 'wt:' .. id
end
local function owe(id, t)
  if t.wt == '0' or redis.call('EXISTS', waiters(id)) == 0 then
    return false
  end
  redis.call('ZADD', base .. 'owed', 'NX', int(now), id)
  return true
end

-- Reads notes off the arguments: changed fields, messages, items set aside and done again, an entry
-- of history.
local NO_NOTES = {}
local function notes()
  if arg() == '0' then
    return NO_NOTES
  end
  local n = {fields = {}, messages = {}, aside = {}, redone = {}}
  if arg() == '1' then
    n.arguments = arg()
  end
  for _, field in ipairs({'pd', 'y'}) do
    if arg() == '1' then
      n.fields[#n.fields + 1] = field
      n.fields[#n.fields + 1] = arg()
    end
  end
  local messages = num()
  if messages > 0 then
    n.most, n.most_ordinary = num(), num()
  end
  for i = 1, messages do
    n.messages[i] = {mark = arg() == '1', text = arg()}
  end
  for i = 1, num() * 2 do
    n.aside[i] = arg()
  end
  for i = 1, num() do
    n.redone[i] = arg()
  end
  n.milestone = arg() == '1'
  n.history, n.kept = arg(), num()
  return n
end
-- A message is kept as its time, a line feed, how many ordinary ones there are up to it, a line
-- feed, and its text as it came: so the last one tells what room is left.
local function note_messages(id, n)
  local key = base .. 'm:' .. id
  local kept, ordinary = redis.call('LLEN', key), 0
  if kept > 0 then
    ordinary = tonumber(string.match(redis.call('LINDEX', key, -1), '^%d+\n(%d+)\n'))
  end
  for _, message in ipairs(n.messages) do
    if kept < n.most and (message.mark or ordinary < n.most_ordinary) then
      kept, ordinary = kept + 1, ordinary + (message.mark and 0 or 1)
      redis.call('RPUSH', key, int(now) .. '\n' .. ordinary .. '\n' .. message.text)
    end
  end
end
local function note_items(id, n)
  if #n.messages > 0 then
    note_messages(id, n)
  end
  for _, item in ipairs(n.redone) do
    if redis.call('HDEL', base .. 'i:' .. id, item) == 1 then
      redis.call('LREM', base .. 'io:' .. id, 1, item)
    end
  end
  for i = 1, #n.aside, 2 do
    if redis.call('HSET', base .. 'i:' .. id, n.aside[i], n.aside[i + 1]) == 1 then
      redis.call('RPUSH', base .. 'io:' .. id, n.aside[i])
    end
  end
  if n.history ~= '' and n.kept > 0 then
    redis.call('LPUSH', base .. 'h:' .. id, int(now) .. '\n' .. n.history)
    redis.call('LTRIM', base .. 'h:' .. id, 0, n.kept - 1)
  elseif n.history ~= '' then
    redis.call('DEL', base .. 'h:' .. id)
  end
end
-- Answers whether the task owes by it.
local function note(id, t, n)
  if n == NO_NOTES then
    return false
  end
  if n.arguments then
    set_body(id, t, body(n.arguments, options_of(body_of(id, t))))
  end
  if #n.fields > 0 then
    t.h = t.h == '2' and '2' or '1'
    redis.call('HSET', base .. 'p:' .. id, unpack(n.fields))
  end
  if #n.messages + #n.aside + #n.redone > 0 or n.history ~= '' then
    t.h = '2'
    note_items(id, n)
  end
  return n.milestone and owe(id, t)
end
-- The first are progress and result, the others history.
local NOTED = {'p:', 'm:', 'i:', 'io:', 'h:'}
local function drop_notes(id, from)
  for i = from or 1, #NOTED do
    gone[#gone + 1] = base .. NOTED[i] .. id
  end
end

-- Reads an outcome off the arguments.
local function outcome()
  return {st = arg(), u = arg(), due_kind = arg(), due = num(), rank = arg(), r = arg(),
    keep = num(), tomb = arg(), keeps_key = arg()}
end
local function due_member(m, o)
  if o.due_kind == 'same' then
    return sub(m, 12, 12) == o.rank and m or sub(m, 1, 11) .. o.rank .. sub(m, 13)
  end
  local due = o.due_kind == 'in' and math.min(now + o.due, 9000000000000000) or math.max(0, o.due)
  return sub(m, 1, 11) .. o.rank .. moment(due)
end

-- What only clean may take away, which looks after its key and whether it owes.
local function needs_clean(t)
  return t.kn == '1' or t.wt == '1'
end
-- The member of a finished task among the finished: id, tombstone, needs clean, lane, status, line.
local function over(id, t)
  return id .. t.x .. (needs_clean(t) and '1' or '0') .. sub(t.m, 1, 1) .. t.st .. t.l
end
local function drop(id, entry)
  if sub(entry, 33, 33) == '0' then
    count(sub(entry, 37), sub(entry, 35, 35), sub(entry, 36, 36), -1)
    gather(zrems, base .. 'ids', id)
  end
  gather(zrems, base .. 'f', entry)
  forget(id)
  gone[#gone + 1] = body_key(id)
  drop_notes(id)
end
-- Tombstones that need no clean go together as they came: status, length of the line, line, ids.
local tombstones = {}
local function append_tombstone(id, status, line)
  local head = status .. line
  local ids = tombstones[head]
  if not ids then
    ids = {status .. format('%04d', #line) .. line}
    tombstones[head] = ids
  end
  ids[#ids + 1] = id
end
local function flush_tombstones()
  for _, ids in pairs(tombstones) do
    gather(zadds, base .. 'tombs', int(now + TOMBSTONE), table.concat(ids))
  end
  tombstones = {}
end
local function ids_at(tombs)
  return 6 + tonumber(sub(tombs, 2, 5))
end
local function forget_all(tombs, from, to)
  for at = from, to, 32 do
    forget(sub(tombs, at, at + 31))
  end
end
-- Settlements and renewals remove some whose time is long over as well, so that nothing piles
-- up where no cleaner runs.
local function sweep(most, lists)
  local bound = int(now - GRACE)
  local old = redis.call('ZRANGEBYSCORE', base .. 'f', '-inf', bound, 'LIMIT', 0, most)
  for _, entry in ipairs(old) do
    if sub(entry, 34, 34) == '0' then
      drop(sub(entry, 1, 32), entry)
    end
  end
  local full = redis.call('ZRANGEBYSCORE', base .. 'tombs', '-inf', bound, 'LIMIT', 0, lists)
  for _, tombs in ipairs(full) do
    gather(zrems, base .. 'tombs', tombs)
    forget_all(tombs, ids_at(tombs), #tombs)
  end
end

local function write_tombstone(id, t)
  local was_tomb = t.x == '1'
  if t.apart == '1' then
    gone[#gone + 1] = body_key(id)
  end
  -- Who waits for a milestone of it looks for that among its messages; clean drops them then.
  if t.h ~= '0' and t.wt ~= '1' then
    drop_notes(id)
  end
  t.b, t.h, t.u, t.x, t.apart, t.size, t.body = '-', '0', '0', '1', '0', NO_BODY, ''
  save(id, close(t))
  if was_tomb then
    return
  end
  gather(zrems, base .. 'ids', id)
  if needs_clean(t) then
    gather(zadds, base .. 'f', int(now + TOMBSTONE), over(id, t))
  else
    append_tombstone(id, t.st, t.l)
  end
end
local function keep(id, t, micros)
  count(t.l, t.m, t.st, 1)
  gather(zadds, base .. 'f', int(now + micros), over(id, t))
  local life = not needs_clean(t) and span(micros + 2 * GRACE) or nil
  save(id, close(t), life)
  if life and t.apart == '1' then
    redis.call('PEXPIRE', body_key(id), life)
  end
  if life and t.h ~= '0' then
    for _, kind in ipairs(NOTED) do
      redis.call('PEXPIRE', base .. kind .. id, life)
    end
  end
end

-- Writes an outcome on a task that stands nowhere just now. Answers whether it owes.
-- end_record: what is recorded of the run that finishes it, if it does and is kept.
local function apply(id, t, o, sequence, end_record)
  t.st, t.q, t.m, t.r, t.ph = o.st, sequence, due_member(t.m, o), o.r, '-'
  if t.sk ~= '' and o.keeps_key ~= '1' then
    pass_key(id, t)
  end
  if not FINISHED[o.st] then
    t.u, t.w = o.u, NOBODY
    save(id, close(t))
    stand(id, t)
    return false
  end
  if t.e == NEVER then
    t.e = moment(now)
  end
  if o.tomb == '1' then
    write_tombstone(id, t)
  else
    t.r = t.r .. end_record
    if t.h ~= '2' and sub(end_record, 1, 1) == '-' then
      t.h = '3'
    end
    keep(id, t, o.keep)
  end
  return owe(id, t)
end
