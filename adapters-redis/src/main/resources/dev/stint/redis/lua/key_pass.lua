-- Passes a key on by compare-and-set. 0: somebody else was first.
local id, scope, place, before, confirmed = arg(), arg(), arg(), arg(), arg()
if (redis.call('HGET', base, 'task') or '') ~= before then
  return 0
end
redis.call('DEL', base)
redis.call('HSET', base, 'task', id, 'scope', scope, 'confirmed', confirmed, 'place', place)
return 1
