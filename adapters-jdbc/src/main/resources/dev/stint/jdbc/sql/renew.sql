-- Renews a worker's lease. No row: it was declared lost and goes on under a new id.
update stint_worker set renewed = :now where id = :worker and live = 1
