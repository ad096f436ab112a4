-- Moves a live task that is not running. No row: it is not as it was seen.
update stint_task
   set {run},
       sequence = sequence + 1, due = coalesce(:due, due), claim_rank = :rank,
       ready_state = case when :readyState in ({none}, {turn}) then :readyState when coalesce(:due, due) > :now then {later} else :readyState end
 where id = :id and fence = :fence and sequence = :sequence and status = coalesce(:seenStatus, status)
