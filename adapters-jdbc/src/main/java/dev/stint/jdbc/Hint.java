package dev.stint.jdbc;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** A line as the text of a notification: the queue, a line feed, the type. */
final class Hint {

  private Hint() {}

  static String text(Line line) {
    return line.queue().value() + '\n' + line.type().value();
  }

  /** Empty for what is no hint of this release. */
  static Optional<Line> line(String text) {
    int end = text.indexOf('\n');
    try {
      return end < 0
          ? Optional.empty()
          : Optional.of(
              new Line(
                  new QueueName(text.substring(0, end)),
                  new TaskTypeName(text.substring(end + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Sends one notification a line; what cannot be sent is left to polling. */
  static void send(HostConnections connections, Collection<Line> lines) {
    try {
      Connection connection = connections.openConnection();
      try {
        send(connection, lines);
      } finally {
        connections.closeConnection(connection);
      }
    } catch (SQLException | RuntimeException e) {
      // The request stands; its worker finds it at the next poll.
    }
  }

  private static void send(Connection connection, Collection<Line> lines) throws SQLException {
    String[] texts = lines.stream().map(Hint::text).toArray(String[]::new);
    try (PreparedStatement notify =
        connection.prepareStatement("select pg_notify(?, t) from unnest(cast(? as text[])) t")) {
      notify.setString(1, JdbcWakeups.CHANNEL);
      notify.setArray(2, connection.createArrayOf("text", texts));
      notify.execute();
    }
  }
}
