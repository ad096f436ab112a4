-- Takes tasks that this transaction found ready.
update stint_task
   set {claim}
 where id in (<ids>) and ready_state = :readyState
returning {columns}
