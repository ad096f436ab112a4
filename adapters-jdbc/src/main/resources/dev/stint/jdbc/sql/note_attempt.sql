-- Adds to the history; a repeat is harmless.
{insert-new stint_attempt (task, fence, sequence, at, status, attempt, ran,
       failure_permanent, failure_kind, failure_message, failure_stack, worker, result)
 | values (:id, :fence, :sequence, :now, :status, :attempt, :ran,
       :failurePermanent, :failureKind, :failureMessage, :failureStack, :worker, :result)
 | task = :id and fence = :fence and sequence = :sequence}
