-- Copies tasks that nobody else can change until this transaction ends to the finished ones, without what they carried.
insert into stint_finished ({columns}, finished, purge_at, tombstone)
select id, queue, type, lane, priority, version, :none, :none, :none, name, owner, key_name,
       key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
       null, null, null, null, null, null, fence, :sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, 0, requested, started, progress_done,
       progress_total, progress_text, :none, :now, :purge, :tombstone
  from stint_task where id in (<ids>)
