-- Bars an id for a while, so that a request under it that is still on its way is not stored. 0: its
-- task is stored.
local id, line = arg(), 'none\nnone'
local stored = record(id)
if stored then
  return barred(stored) and 1 or 0
end
local t = {l = line, m = '1' .. string.rep('0', 11) .. moment(now), st = 'U', u = '0', spec = '',
  body = '', size = NO_BODY, r = '', kn = '0', b = '-', ph = '-', g = '-', w = NOBODY,
  f = raised(NEVER), q = FIRST, n = BARRED, z = NEVER, e = moment(now), c = moment(now), x = '1',
  h = '0', apart = '0', wt = '0', sk = '', lengths = format('%04d%06d%03d', #line, 0, 0)}
save(id, close(t), span(TOMBSTONE))
flush()
return 1
