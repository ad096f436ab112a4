-- Writes a key that nobody has. No row: somebody has it.
{insert-new stint_key (name, task, scope)
 | values (:name, :task, :scope)
 | name = :name}
