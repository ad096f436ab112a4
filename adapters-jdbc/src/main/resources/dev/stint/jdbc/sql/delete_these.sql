-- Forgets live tasks that this transaction has copied.
delete from stint_task where id in (<ids>)
