-- Locks serial keys in name order, makes those that are new, and frees those held by one of :freed. Answers the free ones.
with locked as (
  insert into stint_serial (name) select n from unnest(cast(:names as text[])) as n order by n
      on conflict (name) do update
     set holder = case when stint_serial.holder = any (cast(:freed as uuid[])) then null else stint_serial.holder end
  returning name, holder
)
select name from locked where holder is null
