-- Takes tasks that this transaction found ready.
update stint_task
   set {claim}
 where id in (<ids>) and stand = :stand
returning {columns}
