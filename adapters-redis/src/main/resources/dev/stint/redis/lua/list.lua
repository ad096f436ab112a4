-- A page of tasks with ids before one, newest first; tombstones are not among them. Answers where
-- the next page begins (empty: there is none), then the tasks.
local before, limit, types, queues = arg(), num(), arg(), arg()
local statuses, without = arg(), arg()
local serial, age = arg(), num()
local since = age >= 0 and moment(math.max(0, now - age)) or NEVER
local high = before == '' and '+' or '(' .. before
local ids = redis.call('ZREVRANGEBYLEX', base .. 'ids', high, '-', 'LIMIT', 0, 500)
local answer = {#ids == 500 and ids[500] or ''}

local function among(list, name)
  return list == '' or string.find(list, '\n' .. name .. '\n', 1, true)
end
for _, id in ipairs(ids) do
  local t = read(id)
  local queue, kind = string.match(t and t.l or '\n', '^(.*)\n(.*)$')
  if t and among(statuses, t.st) and (without == '' or not among(without, t.st)) and among(types, kind) and among(queues, queue)
    and (serial == '' or t.sk == serial) and t.c >= since then
    answer[#answer + 1] = row(id)
    if #answer > limit then
      answer[1] = id
      break
    end
  end
end
return answer
