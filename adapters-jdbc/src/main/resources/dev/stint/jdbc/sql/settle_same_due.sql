-- Ends a stint of a task whose due time stays. No row: as settle_live.
update stint_task
   set {run},
       {notes},
       sequence = :sequence, worker = null, claim_number = null, pending_signal = 0,
       claim_rank = :rank,
       ready_state = case when :readyState in ({none}, {turn}) then :readyState when due > :now then {later} else :readyState end
 where {holds} and pending_signal = :signal
