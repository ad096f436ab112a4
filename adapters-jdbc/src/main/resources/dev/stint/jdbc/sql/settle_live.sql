-- Ends a stint of a task that goes on. No row: the key does not hold, or another signal is pending.
update stint_task
   set {run},
       {notes},
       sequence = :sequence, worker = null, claim_number = null, pending_signal = 0,
       due = :due, claim_rank = :rank, ready_state = :readyState
 where {holds} and pending_signal = :signal
