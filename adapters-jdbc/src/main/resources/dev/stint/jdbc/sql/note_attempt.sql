-- Adds to the history; a repeat is harmless.
insert into stint_attempt (task, fence, sequence, at, status, attempt, ran,
       failure_permanent, failure_kind, failure_message, failure_stack, worker, result)
values (:id, :fence, :sequence, :now, :status, :attempt, :ran,
       :failurePermanent, :failureKind, :failureMessage, :failureStack, :worker, :result)
    on conflict (task, fence, sequence) do nothing
