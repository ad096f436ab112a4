-- Makes ready what came due. No row: nothing did.
update stint_task set stand = {due}
 where id in (select id from stint_task where stand = {later} and due <= :now order by due limit :limit)
   and stand = {later}
returning id, serial_key
