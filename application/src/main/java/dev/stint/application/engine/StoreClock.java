package dev.stint.application.engine;

import java.time.Instant;

/** The store's time: what it last answered, plus the monotone time since. Thread-safe. */
final class StoreClock {

  private record Base(Instant at, long nanos) {}

  private final Ticker ticker;
  private volatile Base base;

  StoreClock(Ticker ticker) {
    this.ticker = ticker;
    this.base = new Base(Instant.EPOCH, ticker.nanos());
  }

  void heard(Instant now) {
    base = new Base(now, ticker.nanos());
  }

  Instant now() {
    return at(ticker.nanos());
  }

  /** The store's time at a reading of the ticker. */
  Instant at(long nanos) {
    Base b = base;
    return b.at.plusNanos(nanos - b.nanos);
  }

  long nanos() {
    return ticker.nanos();
  }
}
