-- Forgets the record of the run that finished a task.
update stint_finished set ran = {no-record} where id = :id
