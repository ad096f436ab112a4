-- Forgets a wait, unless its waiter has a newer one. No row: it is forgotten already, or is not the newest.
delete from stint_wait where target = :target and waiter = :waiter and fence <= :fence
