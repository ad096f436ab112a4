-- Locks serial keys in name order and gives those held by one of :freed, or by nobody, to the head of those that wait,
-- as grant does. Answers those that were free, and whether each was given.
with locked as materialized (
  select name, holder from stint_serial where name = any (:names) order by name for update
), head as materialized (
  select k.name, w.id
    from locked k
    left join lateral (
     select id from stint_task
      where stand = 4 and serial_key = k.name
      order by priority desc, requested, id
      limit 1
        for update skip locked) w on true
   where k.holder is null or k.holder = any (:freed)
), held as (
  update stint_serial set holder = head.id
    from head where stint_serial.name = head.name and head.id is not null
), ready as (
  update stint_task
     set status = coalesce(held_from, 'PENDING'), held_from = null,
         blocked = case when length(blocked) > 4 then concat('TASK', substr(blocked, 5)) end,
         stand = case when losses > 0 then 2 else 1 end
   where id = any (array (select id from head where id is not null))
)
select name, id is not null as given from head
