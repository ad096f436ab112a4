-- Makes ready tasks whose turn it is and that this transaction has locked, as SerialKeyRules.granted says.
update stint_task
   set {granted}
 where id in (<ids>)
