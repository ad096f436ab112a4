-- Whether a worker may claim. No row: it may not.
select 1 from stint_worker where id = :worker and live = 1
