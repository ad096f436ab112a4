-- Holds a mutex longer. No row: it was lost.
update stint_mutex set until = :until where name = :name and fence = :fence and until > :now
