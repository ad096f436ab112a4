-- Leaves a signal for the worker of a running task. No row: it is not running under this fence.
update stint_task set pending_signal = case when pending_signal > :signal then pending_signal else :signal end
 where id = :id and fence = :fence and status = 'RUNNING'
