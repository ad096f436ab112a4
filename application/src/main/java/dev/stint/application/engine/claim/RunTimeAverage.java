package dev.stint.application.engine.claim;

/** How long stints take, as a moving average in nanoseconds; says how far ahead to claim. */
public final class RunTimeAverage {

  /** A claim and its commit in a store nearby, in nanoseconds. */
  private static final long ROUND_TRIP = 1_000_000;

  private final long aheadNanos;
  private final int slots;
  private final int most;
  private volatile long average;

  /**
   * @param most tasks to claim ahead, however quick they are
   */
  public RunTimeAverage(long aheadNanos, int slots, int most) {
    this.aheadNanos = aheadNanos;
    this.slots = slots;
    this.most = most;
    this.average = aheadNanos;
  }

  /** Adds the duration of a stint. Lossy under contention, on purpose. */
  public void took(long nanos) {
    long was = average;
    average = was + (nanos - was) / 16;
  }

  /**
   * Whether stints take no longer than a round trip to the store: then the store and not the slots
   * sets the pace, and nobody else could run sooner what waits before them.
   */
  boolean quick() {
    return average <= ROUND_TRIP;
  }

  /** How many tasks will start within the time ahead. */
  public int ahead() {
    return ahead(slots);
  }

  /** The same if only this many of the slots may work on them. */
  public int ahead(int some) {
    return (int) Math.min(most, some * aheadNanos / Math.max(1, average));
  }
}
