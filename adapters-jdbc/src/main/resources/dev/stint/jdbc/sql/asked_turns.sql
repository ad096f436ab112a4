-- The serial keys to look at, longest asked first, locked. No row: none, or others are at it.
select task, serial_key from stint_turn where since <= :before order by since {limit :limit} {skip-locked}
