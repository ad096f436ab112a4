-- Replaces registers whose version is the one seen. Answers a letter per register: A applied, S
-- stale. Versions grow as fences do, so that one handed out and lost in a failover does not return.
local answers = {}
for i = 1, num() do
  local kind, name, seen, content = arg(), arg(), num(), arg()
  local stored = redis.call('HGET', base .. kind, name)
  if (stored and tonumber(sub(stored, 1, 16)) or 0) == seen then
    redis.call('HSET', base .. kind, name, raised(seen) .. content)
    answers[i] = 'A'
  else
    answers[i] = 'S'
  end
end
return table.concat(answers)
