package dev.stint.domain.policy;

import java.time.Duration;

/** How long a finished task is kept, from its finish; zero keeps a tombstone only. */
public record Retention(Duration keep) {

  /** Thirty days. */
  public static final Retention DEFAULT = new Retention(Duration.ofDays(30));

  public Retention {
    if (keep.isNegative()) {
      throw new IllegalArgumentException("retention must not be negative: " + keep);
    }
  }
}
