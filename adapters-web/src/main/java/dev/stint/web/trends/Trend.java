package dev.stint.web.trends;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of time in equal steps. Immutable.
 *
 * @param since the first look that is still kept; empty if there was none yet
 * @param until the end of the last step
 * @param slots one a step, oldest first
 */
public record Trend(Optional<Instant> since, Instant until, Duration step, List<Slot> slots) {
  public Trend {
    slots = List.copyOf(slots);
  }
}
