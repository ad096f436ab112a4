-- Marks live tasks that this transaction has locked as waited for.
update {by-id stint_task} set awaited = 1 where id in (<ids>)
