-- Gives a task taken over back to its lost worker: the reaper's build does not know a code of it. 0:
-- it is not as it was taken.
local id, holder, sequence, lost = arg(), arg(), arg(), arg()
local s = record(id)
if not s or sub(s, 5, 56) ~= holder or sub(s, 57, 66) ~= sequence or sub(s, 1, 1) ~= 'R' then
  return 0
end
local t = open(s)
local reaper = t.w
t.w, t.n = lost, '000000000000'
save(id, close(t))
gather(srems, run_of(reaper), id)
gather(sadds, run_of(lost), id)
if t.g ~= '-' then
  redis.call('HDEL', base .. 'sig:' .. reaper, id)
  redis.call('HSET', base .. 'sig:' .. lost, id, t.g)
end
redis.call('SADD', base .. 'owners', lost)
flush()
return 1
