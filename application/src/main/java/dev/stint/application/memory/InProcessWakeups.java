package dev.stint.application.memory;

import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hints between the requesters and the workers of one process. Thread-safe. */
public final class InProcessWakeups implements Wakeups {

  private static final Logger LOG = LoggerFactory.getLogger(InProcessWakeups.class);

  private final List<Ear> ears = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Collection<Line> lines) {
    ears.forEach(ear -> ear.add(lines));
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Ear ear = new Ear(listener);
    ears.add(ear);
    ear.start();
    return () -> {
      ears.remove(ear);
      ear.end();
    };
  }

  /** One listener, its thread, and the lines it has still to hear of: each once. */
  private static final class Ear {
    private final Consumer<Line> listener;
    private final Thread thread;
    private final Set<Line> pending = new LinkedHashSet<>();
    private boolean ended;

    Ear(Consumer<Line> listener) {
      this.listener = listener;
      this.thread = new Thread(this::work, "stint-wakeups");
      this.thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    synchronized void add(Collection<Line> lines) {
      pending.addAll(lines);
      notifyAll();
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    private void work() {
      for (List<Line> lines = next(); !lines.isEmpty(); lines = next()) {
        lines.forEach(this::tell);
      }
    }

    private synchronized List<Line> next() {
      while (pending.isEmpty() && !ended) {
        try {
          wait();
        } catch (InterruptedException e) {
          return List.of();
        }
      }
      List<Line> lines = ended ? List.of() : List.copyOf(pending);
      pending.clear();
      return lines;
    }

    private void tell(Line line) {
      try {
        listener.accept(line);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed for a hint of {}", line, e);
      }
    }
  }
}
