-- Locks serial keys that are there in name order; answers those that are free or held by one of :freed.
with locked as materialized (
  select name, holder from stint_serial where name = any (:names) order by name for update
)
select name from locked where holder is null or holder = any (:freed)
