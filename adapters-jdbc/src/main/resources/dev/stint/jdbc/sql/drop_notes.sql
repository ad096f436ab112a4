-- Forgets a task's history.
delete from stint_attempt where task = :id
