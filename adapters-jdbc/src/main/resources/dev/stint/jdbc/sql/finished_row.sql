-- A finished task. No row: it is not finished.
select {columns}, finished, tombstone from stint_finished where id = :id
