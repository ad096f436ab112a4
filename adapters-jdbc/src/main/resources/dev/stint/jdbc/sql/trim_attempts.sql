-- Keeps the newest of a task's history.
delete from stint_attempt
 where task = :id
   and fence <= (select fence from (select fence from stint_attempt where task = :id
                 order by fence desc {limit 1 | :kept}) rest)
