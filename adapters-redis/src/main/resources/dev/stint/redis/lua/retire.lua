-- Takes a worker's row away.
local worker = arg()
redis.call('DEL', base .. 'w:' .. worker)
redis.call('SREM', base .. 'ids', worker)
return 1
