package dev.stint.jdbc;

import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.LineHint;
import dev.stint.domain.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;

/** One listener on a connection of its own; connects again, with growing pauses, when it breaks. */
final class Listening implements Runnable {

  private static final Logger LOG = GuardedLog.of(Listening.class);
  private static final int LOOK_MILLIS = 500;
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

  private final PostgresDatabase database;
  private final String self;
  private final Consumer<Line> listener;
  private final Runnable missed;
  private volatile boolean closed;
  private long pause = FIRST_PAUSE;

  /**
   * @param self whose hints are left out
   * @param missed called whenever it begins to hear
   */
  Listening(PostgresDatabase database, String self, Consumer<Line> listener, Runnable missed) {
    this.database = database;
    this.self = self;
    this.listener = listener;
    this.missed = missed;
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        if (!listen()) {
          return;
        }
      } catch (Throwable e) {
        // Whatever a driver throws: polling goes on meanwhile. A set flag would make this a circle.
        Thread.interrupted();
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  /** False if nobody would be heard: through a pooler LISTEN is left behind on some session. */
  private boolean listen() throws SQLException {
    Connection connection = database.connections().openConnection();
    try {
      if (!database.listens()) {
        LOG.warn(
            "a pooler such as PgBouncer stands before the database, so there are no hints between"
                + " processes; work is found by polling");
        return false;
      }
      listen(connection);
      return true;
    } finally {
      database.connections().closeConnection(connection);
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Hint.CHANNEL);
      pause = FIRST_PAUSE;
      missed.run();
      try {
        PGConnection server = connection.unwrap(PGConnection.class);
        while (!closed) {
          tell(server.getNotifications(LOOK_MILLIS));
        }
      } finally {
        statement.execute("unlisten " + Hint.CHANNEL);
      }
    }
  }

  private void tell(PGNotification[] notifications) {
    for (PGNotification notification : notifications) {
      LineHint.line(notification.getParameter(), self).ifPresent(listener);
    }
  }
}
