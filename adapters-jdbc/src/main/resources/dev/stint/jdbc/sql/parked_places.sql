-- Each queue, type, lane and status with live tasks that nobody holds and that are not newly ready. No row: there are none.
{distinct queue, type, lane, status | stint_task | {parked}}
