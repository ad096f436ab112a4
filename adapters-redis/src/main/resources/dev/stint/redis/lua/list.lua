-- A page of tasks in the order of their ids, rising or falling, after one of them; tombstones are
-- not among them. Answers where the next page begins (empty: there is none), then the tasks.
local after, limit, types, queues = arg(), num(), arg(), arg()
local statuses, without = arg(), arg()
local serial, age = arg(), num()
local rising = arg() == '1'
local times = {{arg(), arg()}, {arg(), arg()}, {arg(), arg()}}
local since = age >= 0 and moment(math.max(0, now - age)) or NEVER
local ids
if rising then
  ids = redis.call('ZRANGEBYLEX', base .. 'ids', after == '' and '-' or '(' .. after, '+', 'LIMIT', 0, 500)
else
  ids = redis.call('ZREVRANGEBYLEX', base .. 'ids', after == '' and '+' or '(' .. after, '-', 'LIMIT', 0, 500)
end
local answer = {#ids == 500 and ids[500] or ''}

local function among(list, name)
  return list == '' or string.find(list, '\n' .. name .. '\n', 1, true)
end
local function within(range, at)
  return (range[1] == '' or at >= range[1]) and (range[2] == '' or at < range[2])
end
local function timely(t)
  return t.c >= since and within(times[1], t.c) and within(times[2], sub(t.m, 13, 28))
    and within(times[3], t.e)
end
for _, id in ipairs(ids) do
  local t = read(id)
  local queue, kind = string.match(t and t.l or '\n', '^(.*)\n(.*)$')
  if t and among(statuses, t.st) and (without == '' or not among(without, t.st)) and among(types, kind) and among(queues, queue)
    and (serial == '' or t.sk == serial) and timely(t) then
    answer[#answer + 1] = row(id)
    if #answer > limit then
      answer[1] = id
      break
    end
  end
end
return answer
