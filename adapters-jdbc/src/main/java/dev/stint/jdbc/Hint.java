package dev.stint.jdbc;

import dev.stint.application.spi.LineHint;
import dev.stint.domain.Line;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Sends lines as notifications. */
final class Hint {

  static final String CHANNEL = "stint_ready";

  /**
   * Nobody waits for a notification to be flushed: with the server's memory also those who listen
   * are gone.
   */
  private static final String SEND =
      "select pg_notify(?, t), set_config('synchronous_commit', 'off', true)"
          + " from unnest(cast(? as text[])) t";

  private Hint() {}

  /** Sends one notification a line; what cannot be sent is left to polling. */
  static void send(HostConnections connections, Collection<Line> lines, String sender) {
    try {
      Connection connection = connections.openConnection();
      try {
        send(connection, lines.stream().map(l -> LineHint.text(l, sender)).toArray(String[]::new));
      } finally {
        connections.closeConnection(connection);
      }
    } catch (SQLException | RuntimeException e) {
      // The request stands; its worker finds it at the next poll.
    }
  }

  private static void send(Connection connection, String[] texts) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement(SEND)) {
      notify.setString(1, CHANNEL);
      notify.setArray(2, connection.createArrayOf("text", texts));
      notify.execute();
    }
  }
}
