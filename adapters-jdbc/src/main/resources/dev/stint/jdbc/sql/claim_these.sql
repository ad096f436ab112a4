-- Takes tasks that this transaction has locked.
update stint_task
   set {claim}
 where id in (<ids>)
