-- Adds a wait. No row: it is there already.
{insert-new stint_wait (target, waiter)
 | values (:target, :waiter)
 | target = :target and waiter = :waiter}
