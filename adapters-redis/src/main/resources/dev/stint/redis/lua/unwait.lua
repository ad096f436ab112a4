-- Forgets waits. Answers a letter per wait: A, or G where the target is not stored.
local answers = {}
for i = 1, num() do
  local target, waiter = arg(), arg()
  redis.call('SREM', waiters(target), waiter)
  if redis.call('EXISTS', waiters(target)) == 0 then
    redis.call('ZREM', base .. 'owed', target)
  end
  answers[i] = record(target) and 'A' or 'G'
end
return table.concat(answers)
