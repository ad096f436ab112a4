-- The most urgent ready tasks of one line, locked, as a claim will leave them. No row: none are ready, or others have them.
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, 'RUNNING' as status, 'CLAIMED' as phase, action, entry, position, attempt, losses,
       hook_deaths, idle_yields, held_from, blocked, interruption, failure_permanent,
       failure_kind, failure_message, failure_stack, fence + 1 as fence, 0 as sequence, :worker as worker,
       :number as claim_number, status as before_claim, pending_signal, due, claim_rank, 0 as stand, requested,
       started, progress_done, progress_total, progress_text, result
  from stint_task
 where stand = :stand and queue = :queue and type = :type and lane between :first and :last
   and priority between :least and :most
 order by lane, priority desc, claim_rank, due, id
 limit :limit
   for update skip locked
