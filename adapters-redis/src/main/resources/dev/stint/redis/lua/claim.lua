-- Takes ready tasks of one partition in claim order. Answers the time, then each task as it was,
-- under its new fence. None: nothing is ready, or the worker is not LIVE.
local worker, number, most = arg(), arg(), num()
local answer = {int(now)}
if redis.call('SISMEMBER', base .. 'live', worker) == 0 then
  return answer
end
local bytes, full = 0, false

local function take(key, m, suspect)
  local id = string.sub(m, 29)
  local t = redis.call('HMGET', task(id), unpack(FIELDS, 1, CLAIM))
  if not t[ST] then
    gather(zrems, key, m)
    return
  end
  bytes = bytes + #t[A] + #(t[R] or '')
  if bytes > most and #answer > 1 then
    full = true
    return
  end
  local fence = raised(t)
  redis.call('HSET', task(id), 'st', 'RUNNING', 'ph', 'CLAIMED', 'b', t[ST], 'f', fence, 'q', '0',
    'w', worker, 'n', number, 'z', t[Z] or answer[1])
  gather(zrems, key, m)
  gather(sadds, run_of(worker), id)
  count(t[L], m, t[ST], -1)
  count(t[L], m, 'RUNNING', 1)
  t[F], t[Q], t[W], t[N] = fence, '0', worker, number
  answer[#answer + 1] = t
end

for _ = 1, num() do
  local place, quota, low, high = arg(), num(), arg(), arg()
  local found = {}
  local lines = num()
  for _ = 1, lines do
    local key = base .. place .. ':' .. arg()
    local limit = math.min(num(), quota)
    if limit > 0 then
      for _, m in ipairs(redis.call('ZRANGEBYLEX', key, low, high, 'LIMIT', 0, limit)) do
        found[#found + 1] = {m, key}
      end
    end
  end
  if lines > 1 then
    table.sort(found, function(one, other) return one[1] < other[1] end)
  end
  for i = 1, math.min(quota, #found) do
    if not full then
      take(found[i][2], found[i][1])
    end
  end
end
if #answer > 1 then
  redis.call('SADD', base .. 'owners', worker)
end
flush()
return answer
