package dev.stint.domain.task;

import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/** A task as people see it. */
public record TaskRow(
    VersionedTask standing,
    Instant requested,
    Instant due,
    Optional<Instant> started,
    Optional<Instant> finished,
    Progress progress,
    Payload result) {

  public TaskId id() {
    return standing.spec().id();
  }

  public TaskTypeName type() {
    return standing.spec().line().type();
  }

  public TaskStatus status() {
    return standing.run().status();
  }

  /** Where it stands in the order; nowhere if that is not about it. */
  public Optional<TaskPlace> place(TaskOrder order) {
    TaskSpec spec = standing.spec();
    return order.place(spec.id(), spec.priority(), due, finished);
  }

  /** A copy with its keys by name, without the marks of the owner they belong to. */
  public TaskRow withUnownedKeys() {
    TaskSpec spec = standing.spec();
    boolean owned =
        spec.key().filter(k -> !k.equals(k.unowned())).isPresent()
            || spec.serialKey().filter(k -> !k.equals(k.unowned())).isPresent();
    return owned
        ? new TaskRow(
            standing.with(spec.withUnownedKeys()),
            requested,
            due,
            started,
            finished,
            progress,
            result)
        : this;
  }
}
