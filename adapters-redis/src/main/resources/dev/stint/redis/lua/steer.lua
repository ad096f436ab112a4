-- Makes people's changes that still hold. Answers a letter per change: A applied, O applied and
-- owing, S stale, G gone.

-- The end that a restart undoes goes to the history, if it is recorded, once, with its result.
local function remember_end(id, t, mark, row, most)
  if row == '' then
    t.h = t.h == '3' and '1' or t.h
    return
  end
  local result = redis.call('HGET', base .. 'p:' .. id, 'y') or ''
  local key, head = base .. 'h:' .. id, int(tonumber(t.e)) .. '\n' .. mark
  local last = redis.call('LINDEX', key, 0)
  if last and sub(last, 1, #head) == head then
    redis.call('LSET', key, 0, last .. result)
  else
    redis.call('LPUSH', key, int(tonumber(t.e)) .. '\n' .. row .. result)
    redis.call('LTRIM', key, 0, most - 1)
  end
  t.h = '2'
end

-- A replay, unlike a restart, keeps the result.
local function revive(id, t, o, mark, row, most, replays)
  remember_end(id, t, mark, row, most)
  gather(zrems, base .. 'f', over(id, t))
  count(t.l, t.m, t.st, -1)
  t.m = due_member(t.m, o)
  t.f, t.q, t.st, t.r = raised(t.f), FIRST, o.st, o.r
  t.e, t.w, t.n, t.ph, t.u = NEVER, NOBODY, '000000000000', '-', '0'
  save(id, close(t))
  if not replays then
    redis.call('HDEL', base .. 'p:' .. id, 'y')
  end
  redis.call('PERSIST', body_key(id))
  for _, kind in ipairs(NOTED) do
    redis.call('PERSIST', base .. kind .. id)
  end
  stand(id, t)
end

local function move(id, t, fence, sequence)
  local seen, o, mark, row, most, replays = arg(), outcome(), arg(), arg(), num(), arg() == '1'
  local n = notes()
  if not t then
    return 'G'
  end
  if t.f ~= fence or t.q ~= sequence or t.st == 'R' or seen ~= '?' and t.st ~= seen then
    return 'S'
  end
  -- What is set apart may have any status.
  seen = t.st
  local next_sequence = format('%010d', tonumber(sequence) + 1)
  local owes = false
  if not FINISHED[seen] then
    leave(id, t)
    note(id, t, n)
    owes = apply(id, t, o, next_sequence, NO_RECORD)
  elseif FINISHED[o.st] then
    if t.x == '0' then
      gather(zrems, base .. 'f', over(id, t))
      count(t.l, t.m, seen, -1)
      flush()
    end
    owes = apply(id, t, o, next_sequence, NO_RECORD)
  elseif t.x == '1' then
    return 'S'
  else
    note(id, t, n)
    revive(id, t, o, mark, row, most, replays)
  end
  return owes and 'O' or 'A'
end

local function raise(id, t, fence)
  local signal = arg()
  if not t then
    return 'G'
  end
  if t.f ~= fence or t.st ~= 'R' then
    return 'S'
  end
  if STRENGTH[signal] > (STRENGTH[t.g] or 0) then
    t.g = signal
    save(id, close(t))
    redis.call('HSET', base .. 'sig:' .. t.w, id, signal)
  end
  return 'A'
end

local function adjust(id, t, fence)
  local priority, changes, options = arg(), arg(), arg()
  if not t then
    return 'G'
  end
  if FINISHED[t.st] or t.f ~= fence then
    return 'S'
  end
  if changes == '1' then
    set_body(id, t, body(arguments_of(body_of(id, t)), options))
  end
  if priority ~= '' then
    local member = sub(t.m, 1, 1) .. priority .. sub(t.m, 12)
    if t.st == 'R' then
      t.m = member
    else
      in_place(id, t, member)
    end
  end
  save(id, close(t))
  return 'A'
end

local answers = {}
for i = 1, num() do
  local kind, id, fence, sequence = arg(), arg(), arg(), arg()
  local t = read(id)
  if kind == 'move' then
    answers[i] = move(id, t, fence, sequence)
  elseif kind == 'raise' then
    answers[i] = raise(id, t, fence)
  else
    answers[i] = adjust(id, t, fence)
  end
  flush_tombstones()
  flush()
end
return table.concat(answers)
