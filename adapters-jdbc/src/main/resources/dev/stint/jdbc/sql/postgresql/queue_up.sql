-- Lets tasks that are ready and do not hold their serial key wait for their turn, as SerialKeyRules.waiting says.
-- The holder is looked up for each: a join of the two tables was planned by statistics that are seldom of the moment.
update stint_task
   set held_from = case when status = 'BLOCKED' then held_from else status end, status = 'BLOCKED',
       phase = 'NONE', ready_state = {turn}
 where id = any (cast(:ids as uuid[])) and (ready_state in ({ready}, {suspect})) is true and serial_key is not null
   and id is distinct from (select holder from stint_serial where name = stint_task.serial_key)
