-- How many tasks stand at each line, lane and status.
return redis.call('HGETALL', base .. 'counts')
