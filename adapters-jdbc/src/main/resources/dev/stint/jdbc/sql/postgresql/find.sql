-- A task, live or finished. No row: no such task.
select {columns}, null::bigint as finished, 0 as tombstone from stint_task where id = :id
union all
select {columns}, finished, tombstone from stint_finished where id = :id
union all
select {tombstone}, t.finished, 1 as tombstone from {tombstones}
