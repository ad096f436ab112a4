-- Says that the key's task is stored. 0: the key passed on.
if redis.call('HGET', base, 'task') ~= arg() then
  return 0
end
redis.call('HSET', base, 'confirmed', '1')
return 1
