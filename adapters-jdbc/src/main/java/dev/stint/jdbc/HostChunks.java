package dev.stint.jdbc;

import java.sql.Connection;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Jdbi's way to connections: to the host's own transaction on a thread that is in one, else to the
 * pool. Thread-safe.
 */
final class HostChunks implements ConnectionFactory {

  private final HostConnections pool;
  private final ThreadLocal<Connection> lent = new ThreadLocal<>();

  HostChunks(HostConnections pool) {
    this.pool = pool;
  }

  /**
   * Runs work on a connection of the host's, whose transaction is open and stays so: the host ends
   * it.
   *
   * @param first says how the transaction is to be
   */
  <T> T on(Connection connection, Jdbi jdbi, Database.Work<Handle> first, Database.Work<T> work)
      throws Exception {
    lent.set(connection);
    try {
      return jdbi.withHandle(handle -> HalfDone.in(first.in(handle), work));
    } finally {
      lent.remove();
    }
  }

  @Override
  public Connection openConnection() {
    Connection hosts = lent.get();
    return hosts != null ? hosts : pool.openConnection();
  }

  @Override
  public void closeConnection(Connection connection) {
    if (connection != lent.get()) {
      pool.closeConnection(connection);
    }
  }
}
