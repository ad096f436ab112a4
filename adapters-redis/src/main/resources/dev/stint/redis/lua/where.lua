-- Per task 1 if it is stored in this partition.
local answer = {}
for i = 1, num() do
  local s = record(arg())
  answer[i] = s and not barred(s) and '1' or '0'
end
return table.concat(answer)
