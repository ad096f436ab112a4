package dev.stint.jdbc;

import dev.stint.domain.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One listener on a connection of its own; connects again, with growing pauses, when it breaks. */
final class Listening implements Runnable {

  private static final int LOOK_MILLIS = 500;
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

  private final DataSource dataSource;
  private final Consumer<Line> listener;
  private volatile boolean closed;
  private long pause = FIRST_PAUSE;

  Listening(DataSource dataSource, Consumer<Line> listener) {
    this.dataSource = dataSource;
    this.listener = listener;
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        listen();
      } catch (SQLException | RuntimeException e) {
        // Polling goes on meanwhile.
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("listen " + JdbcWakeups.CHANNEL);
      pause = FIRST_PAUSE;
      try {
        PGConnection server = connection.unwrap(PGConnection.class);
        while (!closed) {
          tell(server.getNotifications(LOOK_MILLIS));
        }
      } finally {
        statement.execute("unlisten " + JdbcWakeups.CHANNEL);
      }
    }
  }

  private void tell(PGNotification[] notifications) {
    for (PGNotification notification : notifications) {
      Hint.line(notification.getParameter()).ifPresent(listener);
    }
  }
}
