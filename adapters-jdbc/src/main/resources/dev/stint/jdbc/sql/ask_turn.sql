-- Lets deliver look at a task's serial key. No row: it is asked to already.
{insert-new stint_turn (task, serial_key, since)
 | values (:task, :name, :now)
 | task = :task}
