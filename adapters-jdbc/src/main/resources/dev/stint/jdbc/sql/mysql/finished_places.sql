-- Each queue, type, lane and status with finished tasks, by skipping through the index: to group by its first column, too, allows that. No row: there are none.
select queue, type, lane, status from stint_finished where tombstone = 0 group by tombstone, queue, type, lane, status
