-- Per target, its id, whether it is stored here, and whom it owes a wake, at most this many.
local answer = {}
for i = 1, num() do
  local target, most = arg(), num()
  local owes = redis.call('ZSCORE', base .. 'owed', target)
  answer[i] = {target, record(target) and 1 or 0,
    owes and redis.call('SRANDMEMBER', waiters(target), most) or {}}
end
return answer
