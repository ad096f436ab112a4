-- Claims tasks of a worker that is not LIVE for a reaper that is. None: nothing runs under it, or
-- the reaper itself was lost.
local reaper, number, lost, limit = arg(), arg(), arg(), num()
local answer = {}
redis.call('SREM', base .. 'live', lost)
if redis.call('SISMEMBER', base .. 'live', reaper) == 0 then
  return answer
end
for _, id in ipairs(redis.call('SRANDMEMBER', run_of(lost), limit)) do
  local t = row(id)
  local fence = raised(t)
  redis.call('HSET', task(id), 'f', fence, 'q', '0', 'w', reaper, 'n', number)
  gather(srems, run_of(lost), id)
  gather(sadds, run_of(reaper), id)
  if t[G] then
    redis.call('HDEL', base .. 'sig:' .. lost, id)
    redis.call('HSET', base .. 'sig:' .. reaper, id, t[G])
  end
  t[F], t[Q], t[W], t[N] = fence, '0', reaper, number
  answer[#answer + 1] = t
end
if #answer > 0 then
  redis.call('SADD', base .. 'owners', reaper)
end
flush()
return answer
