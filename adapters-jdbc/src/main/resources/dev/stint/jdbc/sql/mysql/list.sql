-- Tasks in an order, tombstones left out; what Listing defines are its columns and signs. No row: none match.
select * from (
  select t.id, t.queue, t.type, t.lane, t.priority, t.version, t.arguments, t.plan, t.options,
         t.name, t.owner, t.key_name, t.key_scope, t.serial_key, t.status, t.phase, t.action,
         t.entry, t.position, t.attempt, t.losses, t.hook_deaths, t.idle_yields, t.held_from,
         t.blocked, t.interruption, t.failure_permanent, t.failure_kind, t.failure_message,
         t.failure_stack, t.fence, t.sequence, t.worker, t.claim_number, t.before_claim,
         t.pending_signal, t.due, t.claim_rank, t.stand, t.requested, t.started, t.progress_done,
         t.progress_total, t.progress_text, t.result,
         null as finished, 0 as tombstone,
         <live> as place from stint_task t
   where :live = 1 and (:statuses = '' or instr(:statuses, concat(char(10), t.status, char(10))) > 0)
     and (:without = '' or instr(:without, concat(char(10), t.status, char(10))) = 0)
     and (:type = '' or t.type = :type) and (:queue = '' or t.queue = :queue)
     and (:owner = '' or t.owner = :owner)
     and (:serialKey = '' or t.serial_key = :serialKey)
     and t.requested >= :requestedFrom and t.requested < :requestedUntil
     and t.due >= :dueFrom and t.due < :dueUntil
     and (:after = '' or <live> <beyond> :key or <live> = :key and t.id <behind> :after)
   order by <order> limit :limit
) live
union all
select * from (
  select f.id, f.queue, f.type, f.lane, f.priority, f.version, f.arguments, f.plan, f.options,
         f.name, f.owner, f.key_name, f.key_scope, f.serial_key, f.status, f.phase, f.action,
         f.entry, f.position, f.attempt, f.losses, f.hook_deaths, f.idle_yields, f.held_from,
         f.blocked, f.interruption, f.failure_permanent, f.failure_kind, f.failure_message,
         f.failure_stack, f.fence, f.sequence, f.worker, f.claim_number, f.before_claim,
         f.pending_signal, f.due, f.claim_rank, f.stand, f.requested, f.started, f.progress_done,
         f.progress_total, f.progress_text, f.result, f.finished, f.tombstone,
         <over> as place from stint_finished f
   where :over = 1 and f.tombstone = 0
     and (:statuses = '' or instr(:statuses, concat(char(10), f.status, char(10))) > 0)
     and (:without = '' or instr(:without, concat(char(10), f.status, char(10))) = 0)
     and (:type = '' or f.type = :type) and (:queue = '' or f.queue = :queue)
     and (:owner = '' or f.owner = :owner)
     and (:serialKey = '' or f.serial_key = :serialKey)
     and f.requested >= :requestedFrom and f.requested < :requestedUntil
     and f.due >= :dueFrom and f.due < :dueUntil
     and f.finished >= :finishedFrom and f.finished < :finishedUntil
     and (:after = '' or <over> <beyond> :key or <over> = :key and f.id <behind> :after)
   order by <order> limit :limit
) over_and_done
 order by <order>
 limit :limit
