-- Passes a key on. No row: somebody else took it first.
update stint_key set task = :task, scope = :scope where name = :name and task = :before
