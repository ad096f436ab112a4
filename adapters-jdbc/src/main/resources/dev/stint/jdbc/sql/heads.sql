-- The head of those that wait for each serial key; those aside are passed over.
select k.name, (select t.id from stint_task t
                 where t.ready_state = {turn} and t.serial_key = k.name and t.id not in (<aside>)
                 order by t.priority desc, t.requested, t.id
                 {limit 1}) as head
  from stint_serial k
 where k.name in (<names>) and k.holder is null
