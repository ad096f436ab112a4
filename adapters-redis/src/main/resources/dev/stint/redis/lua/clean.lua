-- Removes finished tasks that may go, oldest first, looking at one page of them. Answers how many,
-- where the next page begins (-1: there is none), and spec and end of each that had a key.
local skip, limit = num(), num()
local age, types, statuses = num(), arg(), arg()
local history_only, dry_run = arg() == '1', arg() == '1'
local page = 500
local entries = redis.call('ZRANGE', base .. 'f', skip, skip + page - 1, 'WITHSCORES')
local gone, kept, keyed, done = 0, 0, {}, #entries < 2 * page

local function among(list, name)
  return list == '' or string.find(list, '\n' .. name .. '\n', 1, true)
end
local function may_go(entry, purge, t)
  local status, kind = string.match(string.sub(entry, 36), '^(%u+)\n.*\n(.*)$')
  if not among(types, kind) or not among(statuses, status) then
    return false
  end
  if history_only and not t[3] then
    return false
  end
  if age >= 0 and string.sub(entry, 33, 33) == '0' then
    return tonumber(t[1]) + age <= now
  end
  return purge <= now
end

for i = 1, #entries, 2 do
  local entry, purge = entries[i], tonumber(entries[i + 1])
  if gone >= limit or age < 0 and purge > now then
    done = true
    break
  end
  local id = string.sub(entry, 1, 32)
  local t = redis.call('HMGET', task(id), 'e', 's', 'h', 'kn')
  if not t[1] then
    drop(id, entry)
  elseif may_go(entry, purge, t) then
    gone = gone + 1
    if dry_run then
      kept = kept + 1
    elseif history_only then
      kept = kept + 1
      drop_notes(id)
      redis.call('HDEL', task(id), 'h')
    else
      drop(id, entry)
      if t[4] then
        keyed[#keyed + 1] = {id, t[2], t[1]}
      end
    end
  else
    kept = kept + 1
  end
end
flush()
return {gone, done and -1 or skip + kept, keyed}
