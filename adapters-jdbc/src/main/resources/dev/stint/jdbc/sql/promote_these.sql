-- Makes ready what this transaction has locked.
update {by-id stint_task} set ready_state = {due} where id in (<ids>)
