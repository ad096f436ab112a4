-- The signals pending for a worker's tasks, and whether interactive tasks of its types wait.
local worker, types = arg(), '\n' .. arg() .. '\n'
local waiting = 0
for _, line in ipairs(redis.call('SMEMBERS', base .. 'lines')) do
  local kind = string.match(line, '\n(.*)$')
  if waiting == 0 and string.find(types, '\n' .. kind .. '\n', 1, true) then
    local first = redis.call('ZRANGEBYLEX', base .. 'r:' .. line, '-', '(1', 'LIMIT', 0, 1)
    waiting = #first
  end
end
sweep(20, 50)
flush()
return {waiting, redis.call('HGETALL', base .. 'sig:' .. worker)}
