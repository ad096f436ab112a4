package dev.stint.mongo;

import java.util.function.LongSupplier;

/**
 * The server's time, asked at most once a second and carried on by this machine's monotone clock in
 * between. Thread-safe.
 */
final class ServerClock implements Clock {

  private static final long ASK_EVERY = 1_000_000_000L;

  /** The server tells whole milliseconds. */
  private static final long CUT_OFF = 999;

  private final LongSupplier server;
  private final LongSupplier nanos;
  private volatile Base base;

  private record Base(long micros, long nanos) {
    long at(long now) {
      return micros + (now - nanos) / 1_000;
    }
  }

  ServerClock(LongSupplier server, LongSupplier nanos) {
    this.server = server;
    this.nanos = nanos;
    this.base = new Base(0, nanos.getAsLong() - ASK_EVERY);
  }

  @Override
  public long micros() {
    long sent = nanos.getAsLong();
    Base known = base;
    return sent - known.nanos < ASK_EVERY ? known.at(sent) : asked(known, sent);
  }

  /**
   * An answer is as old as its way back was long, so the time is up to the whole round trip later
   * than it says. What was carried on until now stands if it lies in between: an answer that took
   * longer than others does not turn the time back.
   */
  private long asked(Base known, long sent) {
    long answer = server.getAsLong();
    long now = nanos.getAsLong();
    long latest = answer + CUT_OFF + (now - sent) / 1_000;
    long carried = known.micros == 0 ? answer : known.at(now);
    Base next = new Base(Math.max(answer, Math.min(carried, latest)), now);
    base = next;
    return next.micros;
  }
}
