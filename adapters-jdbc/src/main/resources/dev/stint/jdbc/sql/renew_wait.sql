-- Gives a wait that is there the number of a later claim of its waiter. No row: there is none, or none older.
update stint_wait set fence = :fence where target = :target and waiter = :waiter and fence < :fence
