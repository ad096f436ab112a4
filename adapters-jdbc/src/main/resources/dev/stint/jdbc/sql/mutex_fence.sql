-- The fence of a mutex. No row: nobody ever held it.
select fence from stint_mutex where name = :name
