-- Takes a finished task away.
delete from stint_finished where id = :id
