-- The waits owed the longest. No row: none are.
select target, waiter, fence from stint_wait
 where owed_since is not null and owed_since <= :before
 order by owed_since, target, waiter
 {limit :limit}
