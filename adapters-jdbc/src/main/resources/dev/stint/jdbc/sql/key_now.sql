-- What a key names. No row: nothing.
select task, scope from stint_key where name = :name
