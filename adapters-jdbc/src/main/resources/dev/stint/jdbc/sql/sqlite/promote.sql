-- Makes ready what came due. No row: nothing did.
update stint_task set ready_state = {due}
 where id in (select id from stint_task where ready_state = {later} and due <= :now order by due limit :limit)
   and ready_state = {later}
returning id, serial_key
