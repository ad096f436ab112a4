-- The types a worker knows. No row: there is no such worker.
select types from stint_worker where id = :worker
