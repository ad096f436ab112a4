-- Makes ready what this transaction has locked.
update stint_task set ready_state = {due} where id in (<ids>)
