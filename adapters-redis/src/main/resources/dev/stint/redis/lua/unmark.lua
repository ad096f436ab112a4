-- Lets a worker claim no more in this partition.
redis.call('SREM', base .. 'live', arg())
return 1
