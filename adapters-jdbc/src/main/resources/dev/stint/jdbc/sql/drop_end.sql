-- Forgets the record of the run that finished a task.
update stint_finished set ran = -1 where id = :id
