-- Hands a claimed task back as it was, out of the way of claims for a time: the worker's build does
-- not know a code of it. 0: it is not as it was claimed.
local id, holder, sequence, away = arg(), arg(), arg(), num()
local s = record(id)
if not s or sub(s, 5, 56) ~= holder or sub(s, 57, 66) ~= sequence or sub(s, 1, 1) ~= 'R' then
  return 0
end
local t = open(s)
local signal = t.g
part(id, t)
t.st, t.ph, t.w, t.n, t.g = t.b, '-', NOBODY, '000000000000', signal
save(id, close(t))
gather(zadds, base .. 'later', int(now + away), later(id, t))
count(t.l, t.m, t.st, 1)
flush()
return 1
