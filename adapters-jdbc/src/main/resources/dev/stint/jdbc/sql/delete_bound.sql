-- Takes the row of a task away that was copied just now and that others hang on, in the same transaction.
delete from stint_task where id = :id
