-- Each queue, type, lane and status with finished tasks, by skipping from one to the next. No row: there are none.
{distinct queue, type, lane, status | stint_finished | tombstone = 0}
