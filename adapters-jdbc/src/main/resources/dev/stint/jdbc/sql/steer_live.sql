-- Moves a live task that is not running. No row: it is not as it was seen.
update stint_task
   set {run},
       sequence = sequence + 1, due = coalesce(:due, due), claim_rank = :rank,
       stand = case when :stand in ({none}, {turn}) then :stand when coalesce(:due, due) > :now then {later} else :stand end
 where id = :id and fence = :fence and sequence = :sequence and status = coalesce(:seenStatus, status)
