-- The waits that these targets owe. No row: they owe none.
select target, waiter, fence from stint_wait
 where target in (<ids>) and owed_since is not null
 order by target, waiter
 {limit :limit}
