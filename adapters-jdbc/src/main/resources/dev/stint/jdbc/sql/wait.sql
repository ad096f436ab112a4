-- Adds a wait. No row: it is there already.
insert into stint_wait (target, waiter) values (:target, :waiter)
    on conflict (target, waiter) do nothing
