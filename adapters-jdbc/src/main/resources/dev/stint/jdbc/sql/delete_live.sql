-- Takes the row of a task away that was copied just now, in the same transaction.
delete from stint_task where id = :id
