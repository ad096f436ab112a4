package dev.stint.application.engine.base;

import java.time.Duration;

/** Waits that grow while a store is away: 20 ms doubling to 2 s. For one thread. */
public final class Backoff {

  private static final long FIRST = Duration.ofMillis(20).toNanos();
  private static final long LONGEST = Duration.ofSeconds(2).toNanos();

  private long next = FIRST;

  /** Waits once; an interrupt ends the wait. */
  public void pause() {
    Interrupts.park(this, next);
    next = Math.min(LONGEST, next * 2);
  }
}
