-- Forgets serial keys that nobody holds.
delete from stint_serial where name in (<names>) and holder is null
