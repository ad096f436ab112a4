-- Gives each serial key to the head of those that wait, as SerialKeyRules.granted says; those aside are passed over. The keys
-- are locked and free, so nobody else chooses; a waiting task that somebody has is passed by. Answers the keys given.
with head as materialized (
  select k.name, w.id
    from unnest(cast(:names as text[])) as k (name)
   cross join lateral (
     select id from stint_task
      where ready_state = {turn} and serial_key = k.name and id <> all (cast(:aside as uuid[]))
      order by priority desc, requested, id
      limit 1
        for update skip locked) w
), held as (
  update stint_serial set holder = head.id
    from head where stint_serial.name = head.name
), ready as (
  update stint_task
     set {granted}
   where id = any (array (select id from head))
)
select name from head
