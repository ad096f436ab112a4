-- The registers of a kind that have content, by name. No row: none have.
select kind, name, version, content from stint_register where kind = :kind and length(content) > 0 order by name
