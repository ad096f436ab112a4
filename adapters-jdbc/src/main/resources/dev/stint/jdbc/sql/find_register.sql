-- One register. No row: there never was one.
select kind, name, version, content from stint_register where kind = :kind and name = :name
