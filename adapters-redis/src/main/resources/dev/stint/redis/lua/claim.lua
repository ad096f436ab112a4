-- Takes ready tasks of one partition in claim order. Answers the time, then of each task its id
-- and its record under its new fence, and its body if that stands apart. One whose status is not
-- known is not claimed, and answered as it stands. None: nothing is ready,
-- or the worker is not LIVE.
local worker, number, most, away = arg(), format('%012d', num()), num(), num()
local answer = {int(now)}
if redis.call('SISMEMBER', base .. 'live', worker) == 0 then
  return answer
end
local bytes, full = 0, false
local began, run = moment(now), run_of(worker)
-- What is taken of a key is always its first members: they are removed as one range.
local last = {}

local function take(key, m)
  local id = sub(m, 29)
  local s = records[id]
  if not s then
    last[key] = m
    return
  end
  local apart = sub(s, 159, 159) == '1'
  local line = sub(s, 182, ends_of(s)[1])
  bytes = bytes + #s - 181 + (apart and tonumber(sub(s, 160, 167)) or 0)
  if bytes > most and #answer > 1 then
    full = true
    return
  end
  local status = sub(s, 1, 1)
  if not CLAIMABLE[status] then
    last[key] = m
    if STILL[status] or FINISHED[status] then
      return
    end
    -- A status of another build: out of the way of claims for a time, and answered as it is.
    local kind = (sub(s, 155, 155) == '1' and 1 or 0) + (sub(s, 178, 180) ~= '000' and 2 or 0)
    gather(zadds, base .. 'later', int(now + away), m .. int(kind) .. line)
    answer[#answer + 1] = id .. s
    answer[#answer + 1] = apart and redis.call('GET', body_key(id))
    return
  end
  local started, fence = sub(s, 79, 94), sub(s, 41, 56)
  -- Both have sixteen digits, so they compare as numbers do.
  fence = fence < began and began or raised(fence)
  local taken = 'R' .. status .. 'C-' .. worker .. fence .. FIRST .. number
    .. (started == NEVER and began or started) .. sub(s, 95)
  save(id, taken)
  last[key] = m
  gather(sadds, run, id)
  count(line, m, status, -1)
  count(line, m, 'R', 1)
  answer[#answer + 1] = id .. taken
  answer[#answer + 1] = apart and redis.call('GET', body_key(id))
end

-- Answers the first members and of each the key where it stands.
local function find(place, quota, low, high)
  local found, at = {}, {}
  local lines = num()
  for _ = 1, lines do
    local key = base .. place .. ':' .. arg()
    local limit = math.min(num(), quota)
    if limit > 0 then
      for _, m in ipairs(redis.call('ZRANGEBYLEX', key, low, high, 'LIMIT', 0, limit)) do
        found[#found + 1] = m
        at[m] = key
      end
    end
  end
  if lines > 1 then
    table.sort(found)
  end
  return found, at
end

for _ = 1, num() do
  local place, quota, low, high = arg(), num(), arg(), arg()
  local found, at = find(place, quota, low, high)
  local ids = {}
  for i = 1, math.min(quota, #found) do
    ids[i] = sub(found[i], 29)
  end
  fetch(ids)
  for i = 1, #ids do
    if not full then
      take(at[found[i]], found[i])
    end
  end
  for key, m in pairs(last) do
    redis.call('ZREMRANGEBYLEX', key, low, '[' .. m)
  end
  last = {}
end
if #answer > 1 then
  redis.call('SADD', base .. 'owners', worker)
end
flush()
return answer
