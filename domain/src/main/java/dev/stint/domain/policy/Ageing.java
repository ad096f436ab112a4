package dev.stint.domain.policy;

import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Makes what waits more urgent: its priority grows by one each {@code every}, up to {@code upTo},
 * so that work of greater priority does not hold it back forever.
 */
public record Ageing(Duration every, int upTo) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public Ageing {
    Bounds.span("the time in which tasks age", every);
    if (every.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("tasks age each second or more rarely, not each " + every);
    }
  }

  /** The priority of a task that is ready since {@code waited}; empty if it stays as it is. */
  public OptionalInt raised(int priority, Duration waited) {
    boolean raises = waited.compareTo(every) >= 0 && priority < upTo;
    return raises ? OptionalInt.of(priority + 1) : OptionalInt.empty();
  }
}
