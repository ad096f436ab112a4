-- Writes a key that nobody has. No row: somebody has it.
insert ignore into stint_key (name, task, scope) values (:name, :task, :scope)
