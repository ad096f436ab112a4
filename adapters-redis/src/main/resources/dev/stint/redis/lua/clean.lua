-- Removes finished tasks that may go, oldest first, looking at one page of them. Answers how many,
-- where the next page begins (-1: there is none), and spec and end of each that had a key.
local skip, limit = num(), num()
local age, types, statuses = num(), arg(), arg()
local history_only, dry_run = arg() == '1', arg() == '1'
local page = 500
local removed = 0

local function among(list, name)
  return list == '' or string.find(list, '\n' .. name .. '\n', 1, true)
end
local function wanted(status, line)
  return among(types, string.match(line, '\n(.*)$')) and among(statuses, status)
end

-- Removes as many of one list of tombstones as the limit allows; answers whether any stays.
local function remove_tombstones(tombs, purge)
  local from = ids_at(tombs)
  if history_only or not wanted(sub(tombs, 1, 1), sub(tombs, 6, from - 1)) then
    return true
  end
  local going = math.min(limit - removed, (#tombs - from + 1) / 32)
  removed = removed + going
  if dry_run then
    return true
  end
  local to = from + 32 * going - 1
  forget_all(tombs, from, to)
  redis.call('ZREM', base .. 'tombs', tombs)
  if to < #tombs then
    redis.call('ZADD', base .. 'tombs', purge, sub(tombs, 1, from - 1) .. sub(tombs, to + 1))
  end
  return false
end
local function remove_due_tombstones()
  local at = 0
  while removed < limit do
    local next_one = redis.call('ZRANGEBYSCORE', base .. 'tombs', '-inf', int(now), 'WITHSCORES',
      'LIMIT', at, 1)
    if not next_one[1] then
      return
    end
    if remove_tombstones(next_one[1], next_one[2]) then
      at = at + 1
    end
  end
end

local function may_go(id, entry, purge, t)
  if not wanted(sub(entry, 36, 36), sub(entry, 37)) or history_only and (t.h == '3' or t.x == '1')
    or t.wt == '1' and redis.call('EXISTS', waiters(id)) == 1 then
    return false
  end
  if age >= 0 and sub(entry, 33, 33) == '0' then
    return tonumber(t.e) + age <= now
  end
  return purge <= now
end

if skip == 0 then
  remove_due_tombstones()
end
local entries = redis.call('ZRANGE', base .. 'f', skip, skip + page - 1, 'WITHSCORES')
local kept, keyed, done = 0, {}, #entries < 2 * page
for i = 1, #entries, 2 do
  local entry, purge = entries[i], tonumber(entries[i + 1])
  if removed >= limit or age < 0 and purge > now then
    done = true
    break
  end
  local id = sub(entry, 1, 32)
  local t = read(id)
  if not t then
    drop(id, entry)
  elseif may_go(id, entry, purge, t) then
    removed = removed + 1
    if dry_run then
      kept = kept + 1
    elseif history_only then
      kept = kept + 1
      drop_notes(id, 2)
      t.h = '3'
      save(id, close(t), true)
    else
      drop(id, entry)
      if t.kn == '1' then
        keyed[#keyed + 1] = {id, t.spec, t.e}
      end
    end
  else
    kept = kept + 1
  end
end
flush()
return {removed, done and -1 or skip + kept, keyed}
