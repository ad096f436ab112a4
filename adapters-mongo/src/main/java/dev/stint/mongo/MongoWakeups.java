package dev.stint.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.model.InsertManyOptions;
import dev.stint.application.spi.Bursts;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hints between processes by a capped collection that every listener tails. A burst is one document
 * for each of its lines: while some are under way, or were just sent, the next gather. They go from
 * a thread of their own, so no request waits for them. Thread-safe.
 */
final class MongoWakeups implements Wakeups, AutoCloseable {

  private final Database database;
  private final Bursts bursts;

  MongoWakeups(Database database) {
    this.database = database;
    this.bursts = Bursts.spaced("stint-hint", this::send);
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
}
