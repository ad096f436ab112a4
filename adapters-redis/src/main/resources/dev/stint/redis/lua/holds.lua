-- How many tasks run under a worker.
return redis.call('SCARD', run_of(arg()))
