-- Makes a table ready for one loader. TAKEN, also when it is taken by this loader already; LOADING
-- and by whom; ROWS: it holds some; LATE: a newer owner of this loader has finished.
local task_id, fence, fill, columns, over = arg(), num(), arg(), arg(), arg()
local seen = redis.call('HMGET', base .. 'meta', 'by', 'fence', 'done')
local by, last, done = seen[1], tonumber(seen[2] or '0'), seen[3] == '1'
local rows = redis.call('EXISTS', base .. 'rows') == 1
if by == task_id and fence <= last then
  return {done and 'LATE' or 'TAKEN', by}
end
-- With rows there, the loader begins anew: it was restarted.
if by == task_id and not done and not rows then
  redis.call('HSET', base .. 'meta', 'fence', int(fence))
  return {'TAKEN', by}
end
if by and by ~= task_id and not done and by ~= over then
  return {'LOADING', by}
end
if fill == 'REPLACE' then
  redis.call('UNLINK', base .. 'rows', base .. 'meta')
elseif fill == 'NEW' and rows then
  return {'ROWS', ''}
end
if fill ~= 'APPEND' or redis.call('HEXISTS', base .. 'meta', 'columns') == 0 then
  redis.call('HSET', base .. 'meta', 'columns', columns)
end
redis.call('HSET', base .. 'meta', 'by', task_id, 'fence', int(fence), 'done', '0')
return {'TAKEN', task_id}
