package dev.stint.application.memory;

import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Bursts;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Hints between the requesters and the workers of one process. Thread-safe. */
public final class InProcessWakeups implements Wakeups {

  private static final Logger LOG = GuardedLog.of(InProcessWakeups.class);

  private final List<Bursts> ears = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Collection<Line> lines) {
    ears.forEach(ear -> ear.add(lines));
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    Bursts ear = new Bursts("stint-wakeups", lines -> lines.forEach(line -> tell(listener, line)));
    ears.add(ear);
    return () -> {
      ears.remove(ear);
      ear.close();
    };
  }

  private static void tell(Consumer<Line> listener, Line line) {
    try {
      listener.accept(line);
    } catch (Throwable e) {
      LOG.warn("a listener failed for a hint of {}", line, e);
    }
  }
}
