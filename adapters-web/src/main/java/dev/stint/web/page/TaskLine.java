package dev.stint.web.page;

import dev.stint.domain.Lane;
import dev.stint.domain.life.Failure;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;

/**
 * A task in a list.
 *
 * @param name by which people know it: its own, or that of its type
 * @param seen how it stands, for what is then done to it
 * @param whenWord what the moment beside it is: due, began or ended
 */
record TaskLine(
    String id,
    String seen,
    String name,
    String type,
    String queue,
    String owner,
    Badge badge,
    Gauge gauge,
    int priority,
    boolean interactive,
    Moment requested,
    String whenWord,
    Moment when,
    String failure) {

  static TaskLine of(TaskRow row, Instant now) {
    TaskSpec spec = row.standing().spec();
    String type = spec.line().type().value();
    String word = word(row);
    Instant when =
        switch (word) {
          case "ended" -> row.finished().orElse(row.requested());
          case "began" -> row.started().orElse(row.requested());
          default -> row.due();
        };
    return new TaskLine(
        spec.id().toString(),
        SeenTask.of(row.standing()),
        spec.name().orElse(type),
        type,
        spec.line().queue().value(),
        spec.owner().map(o -> o.value()).orElse(""),
        Badge.of(row.status()),
        Gauge.of(row.progress()),
        spec.priority(),
        spec.lane() == Lane.INTERACTIVE,
        Moment.of(row.requested(), now),
        word,
        Moment.of(when, now),
        row.standing().run().lastFailure().map(Failure::message).orElse(""));
  }

  private static String word(TaskRow row) {
    if (row.status().finished()) {
      return "ended";
    }
    return row.standing().run().running() ? "began" : "due";
  }
}
