package dev.stint.application.engine.base;

import java.time.Duration;

/** Says when it is time to look at something again: at once, then rarer and rarer. One thread. */
public final class RarerLooks {

  private static final long FIRST_REST = Duration.ofMillis(1).toNanos();

  private final Ticker ticker;
  private final long longestRest;
  private long looked;
  private long rest;

  /**
   * @param longestRest the longest rest between two looks
   */
  public RarerLooks(Ticker ticker, Duration longestRest) {
    this.ticker = ticker;
    this.longestRest = longestRest.toNanos();
    this.looked = ticker.nanos();
  }

  /** Whether to look now; a yes counts as a look. */
  public boolean due() {
    long now = ticker.nanos();
    if (now - looked < rest) {
      return false;
    }
    looked = now;
    rest = Math.min(Math.max(FIRST_REST, 2 * rest), longestRest);
    return true;
  }
}
