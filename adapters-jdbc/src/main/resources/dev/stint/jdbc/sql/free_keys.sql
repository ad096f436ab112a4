-- Of serial keys that this transaction has locked, the free ones.
select name from stint_serial where name in (<names>) and holder is null
