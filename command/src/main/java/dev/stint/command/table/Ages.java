package dev.stint.command.table;

import java.time.Duration;
import java.time.Instant;

/** Times in the short words that fit a column. */
public final class Ages {

  private static final int FEW = 10;
  private static final long DAYS_OF_YEAR = 365;

  private Ages() {}

  /** As "3m ago", "in 2h5m" or "now". */
  public static String words(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return "now";
    }
    return age.isNegative() ? "in " + span(age.negated()) : span(age) + " ago";
  }

  /**
   * As "420ms", "4s", "3m12s", "2h5m" or "12d": two figures at most, the second while it matters.
   */
  public static String span(Duration span) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.toMillis() + "ms";
    }
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      return span.toSeconds() + "s";
    }
    if (span.compareTo(Duration.ofHours(1)) < 0) {
      return two(span.toMinutes(), "m", span.toSecondsPart(), "s");
    }
    if (span.compareTo(Duration.ofDays(1)) < 0) {
      return two(span.toHours(), "h", span.toMinutesPart(), "m");
    }
    return span.toDays() < DAYS_OF_YEAR
        ? two(span.toDays(), "d", span.toHoursPart(), "h")
        : two(span.toDays() / DAYS_OF_YEAR, "y", span.toDays() % DAYS_OF_YEAR, "d");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + unit + (small == 0 || large >= FEW ? "" : small + smallUnit);
  }
}
