package dev.stint.jdbc;

import dev.stint.application.spi.Bursts;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Hints between processes by PostgreSQL's NOTIFY and LISTEN. A burst is one NOTIFY for each of its
 * lines: while one is under way the next gather. It goes from a thread and a transaction of its
 * own, so no request waits for it. Thread-safe.
 */
final class JdbcWakeups implements Wakeups, AutoCloseable {

  static final String CHANNEL = "stint_ready";

  private final PostgresDatabase database;
  private final Bursts bursts;

  JdbcWakeups(PostgresDatabase database) {
    this.database = database;
    this.bursts = new Bursts("stint-notify", lines -> Hint.send(database.connections(), lines));
  }

  @Override
  public void publish(Collection<Line> lines) {
    bursts.add(lines);
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Listening listening = new Listening(database, listener);
    daemon("stint-listen", listening).start();
    return listening::close;
  }

  @Override
  public void close() {
    bursts.close();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
