-- Makes ready what came due, the earliest first. Answers how many.
local due = redis.call('ZRANGEBYSCORE', base .. 'later', '-inf', int(now), 'LIMIT', 0, num())
for _, entry in ipairs(due) do
  gather(zrems, base .. 'later', entry)
  make_ready(string.sub(entry, 62), string.sub(entry, 1, 60), string.sub(entry, 61, 61))
end
flush()
return #due
