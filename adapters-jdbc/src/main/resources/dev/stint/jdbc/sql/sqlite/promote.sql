-- Makes ready what came due. No row: nothing did.
update stint_task set stand = case when losses > 0 then 2 else 1 end
 where id in (select id from stint_task where stand = 3 and due <= :now order by due limit :limit)
   and stand = 3
returning id, serial_key
