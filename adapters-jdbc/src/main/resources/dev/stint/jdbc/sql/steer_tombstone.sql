-- Leaves only a tombstone of a finished task. No row: it is not as it was seen.
update stint_finished set tombstone = 1, arguments = :none, plan = :none, options = :none,
       position = :none, result = :none, purge_at = :purge, sequence = sequence + 1
 where id = :id and fence = :fence and sequence = :sequence
