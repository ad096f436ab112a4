package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes connections out of the pool that gave them, which takes them for good ones. */
final class DroppedConnections {

  private DroppedConnections() {}

  /** HikariCP is told so; others see that what they keep is closed. */
  static void drop(DataSource source, Connection taken) {
    try {
      source.getClass().getMethod("evictConnection", Connection.class).invoke(source, taken);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another pool.
    }
    try {
      taken.unwrap(Connection.class).close();
    } catch (SQLException | RuntimeException e) {
      // It was broken before.
    }
  }
}
