-- What a key names now, whatever a caller's transaction saw before. No row: nothing.
select task, scope from stint_key where name = :name {share-lock}
