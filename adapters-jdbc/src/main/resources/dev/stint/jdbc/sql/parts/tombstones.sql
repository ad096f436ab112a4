stint_tombstones t
 cross join lateral unnest(t.ids, t.requested, t.due, t.started, t.names, t.owners, t.serial_keys)
    as one (id, requested, due, started, name, owner, serial_key)
 where t.last_id between cast(:id as uuid) and 'ffffffff-ffff-ffff-ffff-ffffffffffff' and t.first_id <= cast(:id as uuid)
   and t.ids @> array[cast(:id as uuid)] and one.id = :id
