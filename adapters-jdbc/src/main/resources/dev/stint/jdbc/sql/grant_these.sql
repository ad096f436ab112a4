-- Makes ready tasks whose turn it is and that this transaction has locked, as SerialKeyRules.granted says.
update {by-id stint_task}
   set {granted}
 where id in (<ids>)
