-- The versions of a task, live or finished. No row: no such task.
select fence, sequence, worker, pending_signal, case status when 'RUNNING' then 1 else 0 end as running
  from stint_task where id = :id
union all
select fence, sequence, worker, 0, 0 from stint_finished where id = :id
union all
select fence, sequence, worker, 0, 0 from stint_tombstones where {tombstone_of}
