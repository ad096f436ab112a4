-- Forgets keys of tasks long gone. No row: none lapsed.
delete from stint_key where until is not null and until <= :now
