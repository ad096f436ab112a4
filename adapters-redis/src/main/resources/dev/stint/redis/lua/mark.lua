-- Lets a LIVE worker claim in this partition.
redis.call('SADD', base .. 'live', arg())
return 1
