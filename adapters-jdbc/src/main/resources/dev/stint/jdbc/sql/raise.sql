-- Leaves a signal for the worker of a running task. No row: it is not running under this fence.
update stint_task set signal = case when signal > :signal then signal else :signal end
 where id = :id and fence = :fence and status = 'RUNNING'
