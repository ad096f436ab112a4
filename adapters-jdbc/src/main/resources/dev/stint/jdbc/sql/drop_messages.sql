-- Forgets a task's messages.
delete from stint_message where task = :id
