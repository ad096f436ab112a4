-- Per target, its id, whether it is stored here, and whom it owes a wake, at most this many,
-- and their numbers.
local answer = {}
for i = 1, num() do
  local target, most = arg(), num()
  local owes = redis.call('ZSCORE', base .. 'owed', target)
  local waiting = owes and redis.call('SRANDMEMBER', waiters(target), most) or {}
  answer[i] = {target, record(target) and 1 or 0, waiting,
    #waiting > 0 and redis.call('HMGET', numbers(target), unpack(waiting)) or {}}
end
return answer
