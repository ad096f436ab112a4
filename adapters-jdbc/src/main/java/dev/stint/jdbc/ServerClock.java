package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The server's time, asked at most once a second and carried on by this machine's monotone clock in
 * between. Thread-safe.
 */
final class ServerClock implements Clock {

  private static final long ASK_EVERY = 1_000_000_000L;

  private final LongSupplier server;
  private final ToLongFunction<Connection> through;
  private final LongSupplier nanos;
  private volatile Base base;

  /**
   * The answer of a statement that asks for the time.
   *
   * @throws dev.stint.application.spi.StoreException if there is none
   */
  static long ask(Connection connection, String now) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(now)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  private record Base(long micros, long nanos) {
    long at(long now) {
      return micros + (now - nanos) / 1_000;
    }
  }

  /**
   * @param server asks through a connection of its own
   * @param through asks through one that is at hand
   */
  ServerClock(LongSupplier server, ToLongFunction<Connection> through, LongSupplier nanos) {
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
  public long micros(Connection connection) {
    return micros(() -> through.applyAsLong(connection));
  }

  @Override
  public long lately() {
    Base known = base;
    return known.micros == 0 ? micros() : known.at(nanos.getAsLong());
  }

  @Override
  public LongConsumer hearing() {
    long sent = nanos.getAsLong();
    return answer -> heard(answer, sent);
  }

  private long micros(LongSupplier asked) {
    long sent = nanos.getAsLong();
    Base known = base;
    return sent - known.nanos < ASK_EVERY ? known.at(sent) : heard(asked.getAsLong(), sent);
  }

  /**
   * An answer is as old as its way back was long, so the time is up to the whole round trip later
   * than it says. What was carried on until now stands if it lies in between: an answer that took
   * longer than others does not turn the time back, and one that took less brings it closer.
   */
  private long heard(long answer, long sent) {
    Base known = base;
    long now = nanos.getAsLong();
    long latest = answer + (now - sent) / 1_000;
    long carried = known.micros == 0 ? answer : known.at(now);
    Base next = new Base(Math.max(answer, Math.min(carried, latest)), now);
    base = next;
    return next.micros;
  }
}
