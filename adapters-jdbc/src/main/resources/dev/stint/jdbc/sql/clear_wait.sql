-- Forgets a wait. No row: it is forgotten already.
delete from stint_wait where target = :target and waiter = :waiter
