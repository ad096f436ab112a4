-- Forgets whole rows of tombstones.
delete from stint_tombstones where ctid = any (cast(cast(:places as text[]) as tid[]))
