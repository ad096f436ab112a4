-- Makes ready what came due, the earliest first. Answers how many.
local due = redis.call('ZRANGEBYSCORE', base .. 'later', '-inf', int(now), 'LIMIT', 0, num())
for _, entry in ipairs(due) do
  gather(zrems, base .. 'later', entry)
  local kind = sub(entry, 61, 61)
  if kind < '2' then
    make_ready(sub(entry, 62), sub(entry, 1, 60), kind)
  else
    local id = sub(entry, 29, 60)
    local t = read(id)
    count(t.l, t.m, t.st, -1)
    come_due(id, t)
    count(t.l, t.m, t.st, 1)
  end
end
flush()
return #due
