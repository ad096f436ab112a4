package dev.stint.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The earliest moment a task may be claimed, said so that the store's own clock decides: a delay
 * from the store's now, an instant only if a person gave one, or whatever it was before.
 */
public sealed interface Due {

  /** At once. */
  Due NOW = new In(Duration.ZERO);

  /** What the store holds already. */
  Due UNCHANGED = new Unchanged();

  static Due in(Duration delay) {
    return delay.isZero() ? NOW : new In(delay);
  }

  static Due at(Instant moment) {
    return new At(moment);
  }

  /**
   * The moment meant, on a store whose time is {@code now}.
   *
   * @param before what the store holds for the task now
   */
  Instant on(Instant now, Instant before);

  /** So long after the store's now. */
  record In(Duration delay) implements Due {
    public In {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay must not be negative: " + delay);
      }
    }

    @Override
    public Instant on(Instant now, Instant before) {
      return now.plus(delay);
    }
  }

  /** At this instant. */
  record At(Instant moment) implements Due {
    @Override
    public Instant on(Instant now, Instant before) {
      return moment;
    }
  }

  /** As it was. */
  record Unchanged() implements Due {
    @Override
    public Instant on(Instant now, Instant before) {
      return before;
    }
  }
}
