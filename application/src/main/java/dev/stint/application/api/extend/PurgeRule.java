package dev.stint.application.api.extend;

import java.time.Duration;
import java.util.Objects;

/**
 * A named rule of what the host purges of its own rows. Immutable.
 *
 * @param name 1 to 120 characters
 * @param active an inactive one purges nothing and shows nothing
 * @param keep how long rows stay after their date; zero where a query alone says which go
 */
public record PurgeRule(String name, boolean active, PurgeRows rows, Duration keep) {

  private static final int LONGEST_NAME = 120;
  private static final Duration LONGEST_KEEP = Duration.ofDays(36_500);

  public PurgeRule {
    Objects.requireNonNull(rows, "rows");
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name of a purge rule has 1 to " + LONGEST_NAME + " characters");
    }
    if (keep.isNegative() || keep.compareTo(LONGEST_KEEP) > 0) {
      throw new IllegalArgumentException(
          "purge rule %s keeps rows for 0 to 36500 days, not %s".formatted(name, keep));
    }
  }

  /** Purges the rows whose date is at least {@code keep} ago, of those that the rows name. */
  public static PurgeRule of(String name, PurgeRows rows, Duration keep) {
    return new PurgeRule(name, true, rows, keep);
  }

  public PurgeRule active(boolean value) {
    return new PurgeRule(name, value, rows, keep);
  }
}
