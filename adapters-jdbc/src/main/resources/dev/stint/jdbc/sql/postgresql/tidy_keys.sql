-- Forgets serial keys that this transaction has locked and found free; where a task was passed by for somebody had it, deliver looks again.
with free as (
  delete from stint_serial where name = any (cast(:names as text[])) returning name
)
insert into stint_turn (task, serial_key, since)
select w.id, f.name, :now
  from free f
 cross join lateral (select id from stint_task where ready_state = {turn} and serial_key = f.name limit 1) w
    on conflict (task) do nothing
