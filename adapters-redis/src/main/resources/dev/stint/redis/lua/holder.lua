-- Per task whether it is stored: '' gone, L live, F finished, B barred; and 1 where its type
-- or its arguments are others.
local answer = {}
for i = 1, num() do
  local id, kind, arguments = arg(), arg(), arg()
  local t = read(id)
  local other = t and t.x == '0'
    and (type_of(t.l) ~= kind or arguments_of(body_of(id, t)) ~= arguments)
  answer[2 * i - 1] = not t and '' or t.n == BARRED and 'B' or FINISHED[t.st] and 'F' or 'L'
  answer[2 * i] = other and 1 or 0
end
return answer
