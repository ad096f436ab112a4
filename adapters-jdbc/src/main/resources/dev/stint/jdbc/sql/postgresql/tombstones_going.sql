-- The rows of tombstones that may go, oldest first, locked, and how many each holds. No row: none may.
select cast(ctid as text) as place, cardinality(ids) as tasks from stint_tombstones
 where purge_at <= :now
   and (:types = '' or {place-of type | :types} > 0)
   and (:statuses = '' or {place-of status | :statuses} > 0)
 order by purge_at
 limit :limit
   for update skip locked
