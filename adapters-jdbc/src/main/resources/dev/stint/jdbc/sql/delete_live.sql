-- Takes the row of a task away that was copied just now, in the same transaction. No row: others hang on it, bond tells.
delete from stint_task where id = :id and awaited = 0 and serial_key is null
