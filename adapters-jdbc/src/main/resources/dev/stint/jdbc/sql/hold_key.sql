-- Gives a serial key that this transaction has locked to a task.
update stint_serial set holder = :holder where name = :name
