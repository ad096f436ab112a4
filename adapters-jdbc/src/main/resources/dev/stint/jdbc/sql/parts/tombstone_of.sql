last_id between cast(:id as uuid) and 'ffffffff-ffff-ffff-ffff-ffffffffffff' and first_id <= cast(:id as uuid) and ids @> array[cast(:id as uuid)]
