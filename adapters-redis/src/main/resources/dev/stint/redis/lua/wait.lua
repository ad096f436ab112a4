-- Registers waiters on targets. Answers a letter per wait: W waiting, O over, G gone.
local answers = {}
for i = 1, num() do
  local target, waiter, number = arg(), arg(), arg()
  local s = record(target)
  if not s or barred(s) then
    answers[i] = 'G'
  elseif FINISHED[sub(s, 1, 1)] then
    answers[i] = 'O'
  else
    redis.call('SADD', waiters(target), waiter)
    if tonumber(number) > tonumber(redis.call('HGET', numbers(target), waiter) or 0) then
      redis.call('HSET', numbers(target), waiter, number)
    end
    if sub(s, 181, 181) == '0' then
      save(target, sub(s, 1, 180) .. '1' .. sub(s, 182))
    end
    answers[i] = 'W'
  end
end
flush()
return table.concat(answers)
