package dev.stint.jdbc;

import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Jdbi on connections that callers own, which it never closes; made once. Thread-safe. */
final class CallersConnections {

  private final ThreadLocal<Connection> callers = new ThreadLocal<>();
  private final Jdbi jdbi;

  CallersConnections(SqlWords words) {
    this.jdbi =
        Jdbis.over(
            new ConnectionFactory() {
              @Override
              public Connection openConnection() {
                return callers.get();
              }

              @Override
              public void closeConnection(Connection connection) {
                // It is the caller's.
              }
            });
    jdbi.registerArgument(new UuidBinding(words));
  }

  <T> T with(Connection caller, Function<Handle, T> work) {
    callers.set(caller);
    try (Handle handle = jdbi.open()) {
      return work.apply(handle);
    } finally {
      callers.remove();
    }
  }
}
