-- Adds a message; a repeat is harmless.
insert ignore into stint_message (task, fence, sequence, number, at, level, words)
select :id, :fence, :sequence, :number, :now, :level, :words
  from dual
 where (select count(*) from stint_message where task = :id) < 1000
