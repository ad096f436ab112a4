-- Keeps the newest of a task's history.
delete from stint_attempt
 where task = :id
   and fence < (select min(fence) from (select fence from stint_attempt where task = :id
                order by fence desc limit :kept) last)
