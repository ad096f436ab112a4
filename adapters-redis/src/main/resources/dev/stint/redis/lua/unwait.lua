-- Forgets waits, unless a waiter has a newer one. Answers a letter per wait: A, or G where the
-- target is not stored.
local answers = {}
for i = 1, num() do
  local target, waiter, number = arg(), arg(), arg()
  if tonumber(redis.call('HGET', numbers(target), waiter) or 0) <= tonumber(number) then
    redis.call('SREM', waiters(target), waiter)
    redis.call('HDEL', numbers(target), waiter)
  end
  if redis.call('EXISTS', waiters(target)) == 0 then
    redis.call('ZREM', base .. 'owed', target)
  end
  answers[i] = record(target) and 'A' or 'G'
end
return table.concat(answers)
