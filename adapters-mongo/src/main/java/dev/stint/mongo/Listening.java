package dev.stint.mongo;

import com.mongodb.CursorType;
import com.mongodb.client.MongoCursor;
import dev.stint.domain.Line;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * One listener at the end of the capped collection; begins again, with growing pauses, when its
 * cursor dies. It then hears old hints once more, which is harmless.
 */
final class Listening implements Runnable {

  private static final int LOOK_MILLIS = 500;
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

  private final Database database;
  private final Consumer<Line> listener;
  private volatile boolean closed;
  private long pause = FIRST_PAUSE;

  Listening(Database database, Consumer<Line> listener) {
    this.database = database;
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
      } catch (Throwable e) {
        // Whatever a driver throws: polling goes on meanwhile.
      }
      if (!closed) {
        // With the flag set neither a park nor the driver waits.
        Thread.interrupted();
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  private void listen() {
    try (MongoCursor<Document> end =
        database
            .hints()
            .find()
            .cursorType(CursorType.TailableAwait)
            .maxAwaitTime(LOOK_MILLIS, TimeUnit.MILLISECONDS)
            .cursor()) {
      // Without a cursor of the server's there is nothing to wait on: the collection is empty.
      while (!closed && end.getServerCursor() != null) {
        heard(end).forEach(this::tell);
        pause = FIRST_PAUSE;
      }
    }
  }

  /** All that is there, each line once; waits a moment if there is nothing. */
  private static Set<Line> heard(MongoCursor<Document> end) {
    Set<Line> lines = new LinkedHashSet<>();
    Optional<Document> hint = Optional.ofNullable(end.tryNext());
    while (hint.isPresent()) {
      hint.flatMap(Hint::line).ifPresent(lines::add);
      hint = end.available() > 0 ? Optional.ofNullable(end.tryNext()) : Optional.empty();
    }
    return lines;
  }

  private void tell(Line line) {
    if (closed) {
      return;
    }
    try {
      listener.accept(line);
    } catch (Throwable e) {
      // The listener polls as well; its next hint is told all the same.
    }
  }
}
