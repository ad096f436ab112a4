-- Forgets a task's items set aside.
delete from stint_set_aside where task = :id
