-- Writes a register that is not there. No row: somebody made it.
{insert-new stint_register (kind, name, version, content)
 | values (:kind, :name, 1, :content)
 | kind = :kind and name = :name}
