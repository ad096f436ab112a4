package dev.stint.jdbc;

import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Hints between processes by PostgreSQL's NOTIFY and LISTEN. A burst is one NOTIFY for each of its
 * lines: while one is under way the next gather. It goes from a thread and a transaction of its
 * own, so no request waits for it. Thread-safe.
 */
final class JdbcWakeups implements Wakeups, AutoCloseable {

  static final String CHANNEL = "stint_ready";

  private final DataSource dataSource;
  private final Set<Line> pending = new LinkedHashSet<>();
  private boolean started;
  private boolean closed;

  JdbcWakeups(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public synchronized void publish(Collection<Line> lines) {
    if (closed) {
      return;
    }
    pending.addAll(lines);
    if (!started) {
      started = true;
      daemon("stint-notify", this::work).start();
    }
    notifyAll();
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Listening listening = new Listening(dataSource, listener);
    daemon("stint-listen", listening).start();
    return listening::close;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    for (Set<Line> lines = next(); !lines.isEmpty(); lines = next()) {
      Hint.send(dataSource, lines);
    }
  }

  private synchronized Set<Line> next() {
    while (pending.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        return Set.of();
      }
    }
    Set<Line> lines = closed ? Set.of() : Set.copyOf(pending);
    pending.clear();
    return lines;
  }
}
