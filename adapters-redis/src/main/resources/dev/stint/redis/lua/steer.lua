-- Makes people's changes that still hold. Answers per change APPLIED, STALE or GONE.
local STRENGTH = {NONE = 0, PAUSE = 1, CANCEL = 2, REMOVE = 3}

local function restart(id, t, o)
  local key = task(id)
  gather(zrems, base .. 'f', over(id, false, t, t[ST]))
  count(t[L], t[M], t[ST], -1)
  local m = due_member(t[M], o, id)
  redis.call('PERSIST', key)
  redis.call('HSET', key, 'f', raised(t), 'q', '0', 'st', o.st, 'm', m, 'r', o.r)
  redis.call('HDEL', key, 'e', 'v', 'w', 'n', 'y', 'ph', 'u')
  for _, kind in ipairs(NOTED) do
    redis.call('PERSIST', base .. kind .. id)
  end
  stand(t[L], m, o.st, '0')
end

local function move(id, t, fence, sequence)
  local seen, o = arg(), outcome()
  if not t[ST] then
    return 'GONE'
  end
  local same = (t[F] or '0') == fence and (t[Q] or '0') == sequence and t[ST] == seen
  if not same or seen == 'RUNNING' then
    return 'STALE'
  end
  local next_sequence = int(tonumber(sequence) + 1)
  if not FINISHED[seen] then
    leave(t)
    apply(id, t, o, next_sequence, t[H])
  elseif o.tomb == '1' or FINISHED[o.st] then
    gather(zrems, base .. 'f', over(id, t[X], t, seen))
    if not t[X] then
      count(t[L], t[M], seen, -1)
    end
    flush()
    apply(id, t, o, next_sequence, t[H])
  elseif t[X] then
    return 'STALE'
  else
    restart(id, t, o)
  end
  return 'APPLIED'
end

local function raise(id, t, fence)
  local signal = arg()
  if not t[ST] then
    return 'GONE'
  end
  if t[F] ~= fence or t[ST] ~= 'RUNNING' then
    return 'STALE'
  end
  if STRENGTH[signal] > STRENGTH[t[G] or 'NONE'] then
    redis.call('HSET', task(id), 'g', signal)
    redis.call('HSET', base .. 'sig:' .. t[W], id, signal)
  end
  return 'APPLIED'
end

local function adjust(id, t, fence)
  local priority, changed, options = arg(), arg(), arg()
  if not t[ST] then
    return 'GONE'
  end
  if FINISHED[t[ST]] or (t[F] or '0') ~= fence then
    return 'STALE'
  end
  if changed == '1' then
    redis.call('HSET', task(id), 'o', options)
  end
  if priority ~= '' then
    local m = string.sub(t[M], 1, 1) .. priority .. string.sub(t[M], 12)
    if t[ST] ~= 'RUNNING' then
      leave(t)
      stand(t[L], m, t[ST], t[U])
    end
    redis.call('HSET', task(id), 'm', m)
  end
  return 'APPLIED'
end

local answers = {}
for i = 1, num() do
  local kind, id, fence, sequence = arg(), arg(), arg(), arg()
  local t = row(id)
  if kind == 'move' then
    answers[i] = move(id, t, fence, sequence)
  elseif kind == 'raise' then
    answers[i] = raise(id, t, fence)
  else
    answers[i] = adjust(id, t, fence)
  end
  flush()
end
return answers
