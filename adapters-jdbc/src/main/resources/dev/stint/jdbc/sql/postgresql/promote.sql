-- Makes ready what came due; answers how many, and those with a serial key. No row: nothing did, or others are at it.
with due as (
  update stint_task set ready_state = {due}
   where id = any (array (select id from stint_task where ready_state = {later} and due <= :now
                           order by due limit :limit for update skip locked))
     and ready_state = {later}
  returning id, serial_key
)
select null as id, null as serial_key, count(*) as promoted from due
union all
select id, serial_key, 0 from due where serial_key is not null
