-- Ends a stint of a task whose due time stays. No row: as settle_live.
update stint_task
   set {run},
       {notes},
       sequence = :sequence, worker = null, claim_number = null, pending_signal = 0,
       claim_rank = :rank,
       stand = case when :stand in ({none}, {turn}) then :stand when due > :now then {later} else :stand end
 where {holds} and pending_signal = :signal
