-- Makes ready what this transaction has locked.
update stint_task set stand = {due} where id in (<ids>)
