-- The same for live tasks. A task that is new and ready, or that a worker holds, is in the first of these never: it is counted
-- by the index of what is ready, and by the worker. Where an index is of the whole table neither is made: claims pay for both.
{partly create index stint_task_place on stint_task (queue, type, lane, status, id) where worker is null and (ready_state not in (1, 2) or status <> 'PENDING');}
{partly create index stint_task_owner on stint_task (owner, id) where owner is not null;}
