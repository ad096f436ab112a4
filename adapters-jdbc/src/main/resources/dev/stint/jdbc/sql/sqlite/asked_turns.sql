-- The serial keys to look at, longest asked first. No row: none.
select task, serial_key from stint_turn where since <= :before order by since limit :limit
