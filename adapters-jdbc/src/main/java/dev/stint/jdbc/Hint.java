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

  /** Most hints name one line: no array is made, sent or taken apart. */
  private static final String SEND_ONE =
      "select pg_notify(?, ?), set_config('synchronous_commit', 'off', true)";

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
    boolean one = texts.length == 1;
    try (PreparedStatement notify = connection.prepareStatement(one ? SEND_ONE : SEND)) {
      notify.setString(1, CHANNEL);
      if (one) {
        notify.setString(2, texts[0]);
      } else {
        notify.setArray(2, connection.createArrayOf("text", texts));
      }
      notify.execute();
    }
  }
}
