-- Marks live tasks that this transaction has locked as waited for: 1 and 2 by turns, for a row that is locked and not changed
-- is free to the other nodes of a Galera cluster.
update {by-id stint_task} set awaited = awaited % 2 + 1 where id in (<ids>)
