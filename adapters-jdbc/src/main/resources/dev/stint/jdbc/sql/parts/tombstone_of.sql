last_id >= cast(:id as uuid) and first_id <= cast(:id as uuid) and ids @> array[cast(:id as uuid)]
