package dev.stint.application.api.operate;

import dev.stint.domain.Progress;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task in words and numbers only, as the JSON of a page or a log line wants it: any serializer
 * that knows records writes it without a module. Times are ISO 8601 in UTC; what there is not is
 * null. Arguments, results and cursors are left out.
 *
 * @param lane INTERACTIVE or BACKGROUND
 * @param status the name of a {@link TaskStatus}
 * @param finished whether the status is final
 * @param attempt the current one, from 0
 * @param total null if it is not known
 * @param percent 0 to 100
 * @param failure the message of the last attempt that failed
 */
public record TaskSummary(
    String id,
    String type,
    String queue,
    String lane,
    int priority,
    @Nullable String name,
    @Nullable String owner,
    String status,
    boolean finished,
    int attempt,
    long done,
    @Nullable Long total,
    int percent,
    String requestedAt,
    String dueAt,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    @Nullable String worker,
    @Nullable String failure) {

  public static TaskSummary of(TaskRow row) {
    TaskSpec spec = row.standing().spec();
    Run run = row.standing().run();
    return new TaskSummary(
        spec.id().toString(),
        spec.line().type().value(),
        spec.line().queue().value(),
        spec.lane().name(),
        spec.priority(),
        spec.name().orElse(null),
        spec.owner().map(o -> o.value()).orElse(null),
        run.status().name(),
        run.status().finished(),
        run.attempt(),
        row.progress().done(),
        row.progress().total() == Progress.UNKNOWN ? null : row.progress().total(),
        row.progress().percent(),
        row.requested().toString(),
        row.due().toString(),
        text(row.started()),
        text(row.finished()),
        row.standing().worker().map(w -> w.toString()).orElse(null),
        run.lastFailure().map(Failure::message).orElse(null));
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }
}
