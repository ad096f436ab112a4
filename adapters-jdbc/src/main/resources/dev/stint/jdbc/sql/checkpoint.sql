-- Writes where a run stands. No row: the key does not hold; judge tells why.
update stint_task
   set {run},
       {notes},
       sequence = :sequence
 where {holds}
