-- Adds a wait, which is owed if its target owes others already. No row: it is there already.
{insert-new stint_wait (target, waiter, fence, owed_since)
 | values (:target, :waiter, :fence, (select s.owed from (
     select min(o.owed_since) as owed from stint_wait o where o.target = :target) s))
 | target = :target and waiter = :waiter}
