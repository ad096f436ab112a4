-- Lets deliver look at a task's serial key. No row: it is asked to already.
insert ignore into stint_turn (task, serial_key, since) values (:task, :name, :now)
