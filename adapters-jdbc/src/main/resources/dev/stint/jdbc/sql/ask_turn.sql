-- Lets deliver look at a task's serial key. No row: it is asked to already.
insert into stint_turn (task, serial_key, since) values (:task, :name, :now)
    on conflict (task) do nothing
