package dev.stint.domain.store;

import java.time.Duration;
import java.time.Instant;

/** When a worker last renewed its lease, on the store's clock, and how long that lasts. */
public record Renewal(Instant at, Duration lease) {

  /** Whether the worker is lost. */
  public boolean isOver(Instant now) {
    return at.plus(lease).isBefore(now);
  }

  /**
   * Whether it lies more than a lease ahead: the store's clock was set back since. It counts from
   * now then; else a worker that ended before would hold its tasks until the clock is there again.
   */
  public boolean isAhead(Instant now) {
    return at.isAfter(now.plus(lease));
  }

  /** How it counts now. */
  public Renewal counted(Instant now) {
    return isAhead(now) ? new Renewal(now, lease) : this;
  }
}
