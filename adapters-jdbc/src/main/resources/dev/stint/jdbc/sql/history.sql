-- A task's history, newest first. No row: none.
select at, fence, status, attempt, ran, failure_permanent, failure_kind, failure_message, failure_stack, worker, result
  from stint_attempt where task = :id order by fence desc, sequence desc
