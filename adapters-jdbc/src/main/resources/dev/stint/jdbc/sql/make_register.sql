-- Writes a register that is not there. No row: somebody made it.
insert into stint_register (kind, name, version, content) values (:kind, :name, 1, :content)
    on conflict (kind, name) do nothing
