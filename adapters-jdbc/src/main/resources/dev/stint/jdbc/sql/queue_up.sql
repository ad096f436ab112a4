-- Lets tasks that are ready and do not hold their serial key wait for their turn, as SerialKeyRules.waiting says.
update {by-id stint_task}
   set held_from = case when status = 'BLOCKED' then held_from else status end, status = 'BLOCKED',
       phase = 'NONE', ready_state = {turn}
 where id in (<ids>) and ready_state in ({ready}, {suspect}) and serial_key is not null
   and not exists (select 1 from stint_serial where name = stint_task.serial_key and holder = stint_task.id)
