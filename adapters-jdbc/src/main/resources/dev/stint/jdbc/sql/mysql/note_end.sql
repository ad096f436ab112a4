-- Keeps in the history the end that a restart undoes.
insert into stint_attempt (task, fence, sequence, at, status, attempt, ran,
       failure_permanent, failure_kind, failure_message, failure_stack, worker, result)
select id, fence, sequence, finished, status, attempt, 0,
       failure_permanent, failure_kind, failure_message, failure_stack, worker, result
  from stint_finished where id = :id
    on duplicate key update result = values(result)
