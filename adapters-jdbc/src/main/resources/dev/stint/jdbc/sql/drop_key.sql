-- Forgets the key of a task that goes.
delete from stint_key where name = :name and task = :id
