-- Stores tasks unless their ids are taken. Answers per task: 1 new, 0 there, 2 there with other
-- arguments.
local answers = {}
for i = 1, num() do
  local id, line, head = arg(), arg(), arg()
  local kind, delay = arg(), num()
  local status, suspect, spec, arguments, options, run, keyed =
    arg(), arg(), arg(), arg(), arg(), arg(), arg()
  local stored = redis.call('HMGET', task(id), 'st', 'a', 'x')
  if stored[1] then
    answers[i] = (not stored[3] and (stored[2] or '') ~= arguments) and 2 or 0
  else
    local due = kind == 'in' and math.min(now + delay, 9000000000000000) or math.max(0, delay)
    local m = member(head, due, id)
    local fields = {'s', spec, 'a', arguments, 'o', options, 'st', status, 'm', m, 'c', int(now),
      'l', line}
    if run ~= '' then
      fields[#fields + 1] = 'r'
      fields[#fields + 1] = run
    end
    if suspect == '1' then
      fields[#fields + 1] = 'u'
      fields[#fields + 1] = '1'
    end
    if keyed == '1' then
      fields[#fields + 1] = 'kn'
      fields[#fields + 1] = '1'
    end
    redis.call('HSET', task(id), unpack(fields))
    gather(zadds, base .. 'ids', 0, id)
    stand(line, m, status, suspect)
    answers[i] = 1
  end
end
flush()
return answers
