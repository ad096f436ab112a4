-- Takes tasks that this transaction has locked.
update {by-id stint_task}
   set {claim}
 where id in (<ids>)
