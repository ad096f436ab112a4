-- Makes ready what came due. No row: nothing did, or others are at it.
update stint_task set stand = case when losses > 0 then 2 else 1 end
 where id = any (array (select id from stint_task where stand = 3 and due <= :now
                         order by due limit :limit for update skip locked))
   and stand = 3
