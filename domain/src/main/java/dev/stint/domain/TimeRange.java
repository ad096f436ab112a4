package dev.stint.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Moments from one on until before another; either may be open. Stores keep microseconds, so both
 * are rounded up to the next one, which tells the same moments apart.
 *
 * @param from the first moment that belongs to it
 * @param until the first moment that does not
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> until) {

  /** Every moment, and none at all. */
  public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

  private static final int MICROSECOND = 1_000;

  /**
   * @throws OutOfBoundsException if a moment is not in the years 1970 to 9999
   * @throws IllegalArgumentException if it ends before it begins
   */
  public TimeRange {
    from = from.map(TimeRange::bound);
    until = until.map(TimeRange::bound);
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "a range of time goes forward, not from %s to %s".formatted(from.get(), until.get()));
    }
  }

  private static Instant bound(Instant moment) {
    Instant cut = Bounds.moment("the bound of a range", moment).truncatedTo(ChronoUnit.MICROS);
    return cut.equals(moment) ? cut : cut.plusNanos(MICROSECOND);
  }

  public TimeRange from(Instant moment) {
    return new TimeRange(Optional.of(moment), until);
  }

  public TimeRange until(Instant moment) {
    return new TimeRange(from, Optional.of(moment));
  }

  public boolean isAll() {
    return equals(ALL);
  }

  public boolean contains(Instant moment) {
    return from.map(f -> !moment.isBefore(f)).orElse(true)
        && until.map(moment::isBefore).orElse(true);
  }

  /** Whether it has the moment; what has not come to pass is only in the range of everything. */
  public boolean contains(Optional<Instant> moment) {
    return moment.map(this::contains).orElseGet(this::isAll);
  }
}
