package dev.stint.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.model.InsertManyOptions;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hints between processes by a capped collection that every listener tails. A burst is one document
 * for each of its lines: while some are under way the next gather. They go from a thread of their
 * own, so no request waits for them. Thread-safe.
 */
final class MongoWakeups implements Wakeups, AutoCloseable {

  private final Database database;
  private final Set<Line> pending = new LinkedHashSet<>();
  private boolean started;
  private boolean closed;

  MongoWakeups(Database database) {
    this.database = database;
  }

  @Override
  public synchronized void publish(Collection<Line> lines) {
    if (closed) {
      return;
    }
    pending.addAll(lines);
    if (!started) {
      started = true;
      daemon("stint-hint", this::work).start();
    }
    notifyAll();
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Listening listening = new Listening(database, listener);
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
      send(lines);
    }
  }

  private void send(Set<Line> lines) {
    try {
      database
          .hints()
          .insertMany(
              lines.stream().map(Hint::document).toList(), new InsertManyOptions().ordered(false));
    } catch (MongoException | IllegalStateException e) {
      // The request stands; its worker finds it at the next poll.
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
