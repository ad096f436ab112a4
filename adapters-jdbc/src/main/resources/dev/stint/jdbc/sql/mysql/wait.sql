-- Adds a wait. No row: it is there already.
insert ignore into stint_wait (target, waiter) values (:target, :waiter)
