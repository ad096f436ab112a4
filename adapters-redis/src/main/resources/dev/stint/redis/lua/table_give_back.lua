-- Ends a loader's hold of a table; nothing happens to one that has another loader.
local task_id, fence = arg(), num()
local seen = redis.call('HMGET', base .. 'meta', 'by', 'fence')
if seen[1] == task_id and tonumber(seen[2]) <= fence then
  redis.call('HSET', base .. 'meta', 'fence', int(fence), 'done', '1')
end
return 1
