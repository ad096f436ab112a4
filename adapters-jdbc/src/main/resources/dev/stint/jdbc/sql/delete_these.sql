-- Forgets live tasks that this transaction has copied.
{delete-by-id stint_task} where id in (<ids>)
