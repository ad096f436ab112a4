package dev.stint.application.api;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task ended, as its callback is told: see {@link ActionContext#ended}.
 *
 * @param type the name of its type
 * @param name its name for people, if it has one
 * @param key its idempotency key, if it has one
 * @param attempts how often its last action had failed when it ended
 * @param failure why it did not succeed; empty if it did, or was cancelled
 * @param result what it came to, as it is stored (JSON); {@link ActionContext#endedWith} reads it
 */
public record TaskEnd(
    TaskId id,
    String type,
    Optional<String> name,
    Optional<String> key,
    TaskStatus status,
    int attempts,
    Optional<Failure> failure,
    Optional<String> result,
    Instant at) {

  /** Of a finished task. */
  public static TaskEnd of(TaskRow finished) {
    TaskSpec spec = finished.standing().spec();
    RunRecord last = RunRecord.of(finished.standing().run());
    return new TaskEnd(
        spec.id(),
        spec.line().type().value(),
        spec.name(),
        spec.key().map(IdempotencyKey::name),
        last.status(),
        last.attempt(),
        last.failure(),
        finished.result().isNone() ? Optional.empty() : Optional.of(finished.result().text()),
        finished.finished().orElseThrow());
  }

  public boolean succeeded() {
    return status == TaskStatus.SUCCEEDED;
  }
}
