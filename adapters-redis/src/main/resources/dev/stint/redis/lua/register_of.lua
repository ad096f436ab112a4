-- One register: version and content. None: there is none.
return redis.call('HGET', base .. arg(), arg())
