-- Of free serial keys those that a task still waits for, with one such task.
select k.name, (select min(t.id) from stint_task t where t.ready_state = {turn} and t.serial_key = k.name) as task
  from stint_serial k
 where k.name in (<names>) and k.holder is null
   and exists (select 1 from stint_task t where t.ready_state = {turn} and t.serial_key = k.name)
