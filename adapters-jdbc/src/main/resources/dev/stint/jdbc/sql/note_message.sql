-- Adds a message; a repeat is harmless.
insert into stint_message (task, fence, sequence, number, at, level, words)
select :id, :fence, :sequence, :number, :now, :level, :words
 where (select count(*) from stint_message where task = :id) < 1000
    on conflict (task, fence, sequence, number) do nothing
