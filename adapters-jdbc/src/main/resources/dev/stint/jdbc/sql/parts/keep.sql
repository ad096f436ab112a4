insert into stint_finished ({columns}, finished, purge_at, tombstone, ran, records)
select gone.id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, 'NONE', :action, 'START', :none, :attempt, 0, 0, 0, null,
       null, null, null, null, null, null, fence, :sequence, worker, claim_number,
       before_claim, pending_signal, due, claim_rank, 0, requested, started, progress_done,
       progress_total, progress_text, result, :now, :purge, :tombstone, run.ran, :records
  from gone join unnest(cast(:ids as uuid[]), cast(:rans as bigint[])) as run (id, ran) on run.id = gone.id
