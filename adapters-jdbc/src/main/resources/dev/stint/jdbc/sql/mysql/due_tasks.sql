-- What came due, locked. No row: nothing did, or others are at it.
select id, serial_key from stint_task where stand = 3 and due <= :now order by due limit :limit for update skip locked
