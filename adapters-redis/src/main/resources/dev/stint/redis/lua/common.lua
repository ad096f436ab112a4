-- What every script shares. KEYS[1] is the base of all its keys, which stand in one hash slot.
-- The first argument is the store's time in microseconds; only tests bind it.
local base = KEYS[1]
local bound = 0
local function arg()
  bound = bound + 1
  return ARGV[bound]
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
  local statuses = lanes[string.byte(m) - 47] or lanes[2]
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
local function flush_members()
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
