-- Passes a key on by compare-and-set. 0: somebody else was first. The key is written over and not
-- deleted: a deleted one could not be written where its slot is on the move.
local id, scope, place, before, confirmed = arg(), arg(), arg(), arg(), arg()
if (redis.call('HGET', base, 'task') or '') ~= before then
  return 0
end
redis.call('HSET', base, 'task', id, 'scope', scope, 'confirmed', confirmed, 'place', place)
redis.call('HDEL', base, 'until')
redis.call('PERSIST', base)
return 1
