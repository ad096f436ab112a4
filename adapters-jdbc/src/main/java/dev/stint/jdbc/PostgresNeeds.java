package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Finds out whether a pooler such as PgBouncer stands between, where a statement may run on another
 * session than the one before: then nothing is prepared on the server.
 */
final class PostgresNeeds implements HostConnections.Needs {

  private static final String PATH = "search_path";

  private volatile boolean pooled;

  /** Where the first connection looked for tables; empty where the server does not report it. */
  private volatile Optional<String> path = Optional.empty();

  /** Whether no session can be relied on, as LISTEN does; known once a connection was taken. */
  boolean pooled() {
    return pooled;
  }

  /** A pooler gives out a number of its own for the process that serves the session. */
  @Override
  public void look(Connection first) throws SQLException {
    Products.refuseOther(first, Products.POSTGRESQL);
    if (!first.isWrapperFor(PGConnection.class)) {
      return;
    }
    PGConnection server = first.unwrap(PGConnection.class);
    try (Statement statement = first.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      pooled = row.getInt(1) != server.getBackendPID();
    }
    path = pooled ? Optional.empty() : Optional.ofNullable(server.getParameterStatus(PATH));
  }

  @Override
  public Undo set(Connection taken) throws SQLException {
    if (pooled) {
      return unprepared(taken);
    }
    return path.isPresent() ? there(taken, path.get()) : Undo.NOTHING;
  }

  /**
   * As the first connection has it, whatever the host's code left on this one. PostgreSQL 18 and
   * later tell the driver of each change, so that asking costs no round trip.
   */
  private static Undo there(Connection taken, String path) throws SQLException {
    Optional<String> before =
        Optional.ofNullable(taken.unwrap(PGConnection.class).getParameterStatus(PATH));
    if (before.isEmpty() || before.get().equals(path)) {
      return Undo.NOTHING;
    }
    look(taken, path);
    return connection -> look(connection, before.get());
  }

  private static void look(Connection connection, String path) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("select set_config('search_path', ?, false)")) {
      set.setString(1, path);
      set.execute();
    }
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
