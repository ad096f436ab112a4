-- The registers of a kind: names and, after sixteen digits of version, contents.
return redis.call('HGETALL', base .. arg())
