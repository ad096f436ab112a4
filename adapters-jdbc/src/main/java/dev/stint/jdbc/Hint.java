package dev.stint.jdbc;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** A line as the text of a notification: the queue, the type and who sends it, a line each. */
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

  static String text(Line line, String sender) {
    return line.queue().value() + '\n' + line.type().value() + '\n' + sender;
  }

  /** Empty for what is no hint of this release, and for what this process said itself. */
  static Optional<Line> line(String text, String self) {
    String[] parts = text.split("\n", -1);
    try {
      return parts.length != 3 || parts[2].equals(self)
          ? Optional.empty()
          : Optional.of(new Line(new QueueName(parts[0]), new TaskTypeName(parts[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Sends one notification a line; what cannot be sent is left to polling. */
  static void send(HostConnections connections, Collection<Line> lines, String sender) {
    try {
      Connection connection = connections.openConnection();
      try {
        send(connection, lines.stream().map(l -> text(l, sender)).toArray(String[]::new));
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
