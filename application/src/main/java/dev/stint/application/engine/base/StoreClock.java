package dev.stint.application.engine.base;

import java.time.Instant;

/**
 * The store's time: what it answered, plus the monotone time since. Never before what any answer
 * said, unless the store's clock itself was set back. Thread-safe.
 */
public final class StoreClock {

  private record Base(Instant at, long nanos) {}

  private final Ticker ticker;
  private volatile Base base;

  public StoreClock(Ticker ticker) {
    this.ticker = ticker;
    this.base = new Base(Instant.EPOCH, ticker.nanos());
  }

  /**
   * The store answered its time. When it read its clock is not known better than between the
   * question and now, so an estimate within that span stands: a late answer sets no clock back.
   *
   * @param sent the reading of the ticker when the store was asked
   */
  public synchronized void heard(Instant now, long sent) {
    long nanos = ticker.nanos();
    Instant latest = now.plusNanos(nanos - sent);
    Instant estimate = at(nanos);
    if (estimate.isBefore(now)) {
      base = new Base(now, nanos);
    } else if (estimate.isAfter(latest)) {
      base = new Base(latest, nanos);
    }
  }

  public Instant now() {
    return at(ticker.nanos());
  }

  /** The store's time at a reading of the ticker. */
  public Instant at(long nanos) {
    Base b = base;
    return b.at.plusNanos(nanos - b.nanos);
  }

  public long nanos() {
    return ticker.nanos();
  }
}
