-- Writes a key that nobody has. No row: somebody has it.
insert into stint_key (name, task, scope) values (:name, :task, :scope)
    on conflict (name) do nothing
