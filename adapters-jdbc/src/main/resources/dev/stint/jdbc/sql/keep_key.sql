-- Lets a key answer for a task that goes. No row: the key passed on.
update stint_key set until = :until where name = :name and task = :id
