package dev.stint.jdbc;

import java.util.function.LongSupplier;

/**
 * The server's time, asked at most once a second and carried on by this machine's monotone clock in
 * between. Thread-safe.
 */
final class ServerClock implements Clock {

  private static final long ASK_EVERY = 1_000_000_000L;

  private final LongSupplier server;
  private final LongSupplier nanos;
  private volatile Base base;

  private record Base(long micros, long nanos) {}

  ServerClock(LongSupplier server, LongSupplier nanos) {
    this.server = server;
    this.nanos = nanos;
    this.base = new Base(0, nanos.getAsLong() - ASK_EVERY);
  }

  @Override
  public long micros() {
    long now = nanos.getAsLong();
    Base known = base;
    if (now - known.nanos >= ASK_EVERY) {
      known = new Base(server.getAsLong(), nanos.getAsLong());
      base = known;
      now = known.nanos;
    }
    return known.micros + (now - known.nanos) / 1_000;
  }
}
