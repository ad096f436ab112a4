-- The workers. No row: there are none.
select id, label, live, renewed, lease, types from stint_worker order by id
