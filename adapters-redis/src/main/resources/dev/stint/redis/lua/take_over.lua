-- Claims tasks of a worker that is not LIVE for a reaper that is. None: nothing runs under it, or
-- the reaper itself was lost.
local reaper, number, lost, limit = arg(), format('%012d', num()), arg(), num()
local answer = {}
redis.call('SREM', base .. 'live', lost)
if redis.call('SISMEMBER', base .. 'live', reaper) == 0 then
  return answer
end
for _, id in ipairs(redis.call('SRANDMEMBER', run_of(lost), limit)) do
  local t = read(id)
  t.f, t.q, t.w, t.n = raised(t.f), FIRST, reaper, number
  save(id, close(t))
  gather(srems, run_of(lost), id)
  gather(sadds, run_of(reaper), id)
  if t.g ~= '-' then
    redis.call('HDEL', base .. 'sig:' .. lost, id)
    redis.call('HSET', base .. 'sig:' .. reaper, id, t.g)
  end
  answer[#answer + 1] = row(id)
end
if #answer > 0 then
  redis.call('SADD', base .. 'owners', reaper)
end
flush()
return answer
