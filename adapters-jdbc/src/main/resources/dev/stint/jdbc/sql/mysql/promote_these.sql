-- Makes ready what this transaction has locked.
update stint_task set stand = case when losses > 0 then 2 else 1 end where id in (<ids>)
