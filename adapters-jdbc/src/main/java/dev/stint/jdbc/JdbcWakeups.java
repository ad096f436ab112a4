package dev.stint.jdbc;

import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Bursts;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Hints within this process at once, and to others by PostgreSQL's NOTIFY and LISTEN. A burst is
 * one NOTIFY for each of its lines: while one is under way, or was just sent, the next gather. It
 * goes from a thread and a transaction of its own, so no request waits for it. Thread-safe.
 */
final class JdbcWakeups implements Wakeups, AutoCloseable {

  private static final Logger LOG = GuardedLog.of(JdbcWakeups.class);

  private final PostgresDatabase database;
  private final String self = UUID.randomUUID().toString();
  private final List<Consumer<Line>> listeners = new CopyOnWriteArrayList<>();
  private final Bursts own;
  private final Bursts bursts;

  JdbcWakeups(PostgresDatabase database) {
    this.database = database;
    this.own = new Bursts("stint-hint", this::tell);
    this.bursts = Bursts.spaced("stint-notify", this::send);
  }

  @Override
  public void publish(Collection<Line> lines) {
    if (!listeners.isEmpty()) {
      own.add(lines);
    }
    bursts.add(lines);
  }

  private void tell(Set<Line> lines) {
    listeners.forEach(lines::forEach);
  }

  private void send(Set<Line> lines) {
    Hint.send(database.connections(), lines, self);
  }

  private static void told(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable e) {
      LOG.warn("who listens for hints failed; polling finds what it was told of", e);
    }
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    return subscribe(listener, () -> {});
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener, Runnable missed) {
    Consumer<Line> guarded = line -> told(() -> listener.accept(line));
    Listening listening = new Listening(database, self, guarded, () -> told(missed));
    daemon("stint-listen", listening).start();
    listeners.add(guarded);
    return () -> {
      listeners.remove(guarded);
      listening.close();
    };
  }

  @Override
  public void close() {
    own.close();
    bursts.close();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
