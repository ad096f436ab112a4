package dev.stint.application.spi;

import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import java.time.Instant;
import java.util.Optional;

/** A task as people see it. */
public record TaskRow(
    Standing standing,
    Instant requested,
    Instant due,
    Optional<Instant> started,
    Optional<Instant> finished,
    Progress progress,
    Payload result) {

  /** The same with its keys by name, without the marks of the owner they belong to. */
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
