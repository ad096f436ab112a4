-- Copies tasks that nobody else can change until this transaction ends to the finished ones. Their durations are
-- one text, sixteen digits for each task, in the order of the ids.
insert into stint_finished ({columns}, finished, purge_at, tombstone, ran, records)
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
       null, null, null, null, null, null, fence, :sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, 0, requested, started, progress_done,
       progress_total, progress_text, result, :now, :purge, :tombstone,
       {number substr(:rans, 16 * (row_number() over (order by id) - 1) + 1, 16)}, :records
  from stint_task where id in (<ids>)
