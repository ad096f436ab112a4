package dev.stint.jdbc;

import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/**
 * The server's time, asked at most once a second and carried on by this machine's monotone clock in
 * between. Thread-safe.
 */
final class ServerClock implements Clock {

  private static final long ASK_EVERY = 1_000_000_000L;

  private final LongSupplier server;
  private final ToLongFunction<Handle> through;
  private final LongSupplier nanos;
  private volatile Base base;

  private record Base(long micros, long nanos) {}

  /**
   * @param server asks through a connection of its own
   * @param through asks through one that is at hand
   */
  ServerClock(LongSupplier server, ToLongFunction<Handle> through, LongSupplier nanos) {
    this.server = server;
    this.through = through;
    this.nanos = nanos;
    this.base = new Base(0, nanos.getAsLong() - ASK_EVERY);
  }

  @Override
  public long micros() {
    return micros(server);
  }

  @Override
  public long micros(Handle handle) {
    return micros(() -> through.applyAsLong(handle));
  }

  private long micros(LongSupplier asked) {
    long now = nanos.getAsLong();
    Base known = base;
    if (now - known.nanos >= ASK_EVERY) {
      known = new Base(asked.getAsLong(), nanos.getAsLong());
      base = known;
      now = known.nanos;
    }
    return known.micros + (now - known.nanos) / 1_000;
  }
}
