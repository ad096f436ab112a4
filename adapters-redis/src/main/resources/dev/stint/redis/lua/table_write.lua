-- Writes rows by their keys. 0: the table has another loader, or this one a newer owner.
local task_id, fence = arg(), num()
local seen = redis.call('HMGET', base .. 'meta', 'by', 'fence', 'done', 'last')
if seen[1] ~= task_id or seen[3] == '1' or tonumber(seen[2]) > fence then
  return 0
end
local rows, last = {}, tonumber(seen[4] or '0')
for i = 1, num() do
  local key, row = arg(), arg()
  rows[2 * i - 1], rows[2 * i] = key, row
  last = math.max(last, tonumber(key))
end
redis.call('HSET', base .. 'rows', unpack(rows))
redis.call('HSET', base .. 'meta', 'fence', int(fence), 'last', int(last))
return 1
