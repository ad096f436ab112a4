package dev.stint.jdbc;

import java.sql.Connection;
import javax.sql.DataSource;

/** Takes a broken connection out of its pool, which would hand it out again. */
final class DroppedConnections {

  private DroppedConnections() {}

  /** HikariCP is told so; others see that what they keep is closed. */
  static void drop(DataSource source, Connection taken) {
    try {
      source.getClass().getMethod("evictConnection", Connection.class).invoke(source, taken);
    } catch (Throwable e) {
      // Another pool, or one that cannot.
    }
    try {
      taken.unwrap(Connection.class).close();
    } catch (Throwable e) {
      // It was broken before.
    }
  }
}
