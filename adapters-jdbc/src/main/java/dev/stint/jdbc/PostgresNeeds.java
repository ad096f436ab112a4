package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Finds out whether a pooler such as PgBouncer stands between, where a statement may run on another
 * session than the one before: then nothing is prepared on the server.
 */
final class PostgresNeeds implements HostConnections.Needs {

  private volatile boolean pooled;

  /** Whether no session can be relied on, as LISTEN does; known once a connection was taken. */
  boolean pooled() {
    return pooled;
  }

  /** A pooler gives out a number of its own for the process that serves the session. */
  @Override
  public void look(Connection first) throws SQLException {
    if (!first.isWrapperFor(PGConnection.class)) {
      return;
    }
    try (Statement statement = first.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      pooled = row.getInt(1) != first.unwrap(PGConnection.class).getBackendPID();
    }
  }

  @Override
  public Undo set(Connection taken) throws SQLException {
    return pooled ? unprepared(taken) : Undo.NOTHING;
  }

  /** No round trip: the driver alone keeps count. */
  static Undo unprepared(Connection taken) throws SQLException {
    PGConnection server = taken.unwrap(PGConnection.class);
    int before = server.getPrepareThreshold();
    if (before == 0) {
      return Undo.NOTHING;
    }
    server.setPrepareThreshold(0);
    return connection -> server.setPrepareThreshold(before);
  }
}
