package dev.stint.application.engine;

import dev.stint.application.api.RunBatch;
import dev.stint.application.api.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs tasks: all day, or in batches. Thread-safe. */
public final class Engine implements Work, RunBatch {

  private final EngineParts parts;
  private final AtomicBoolean stopBatches = new AtomicBoolean();
  private Optional<Shift> shift = Optional.empty();
  private AutoCloseable hints = () -> {};

  public Engine(EngineParts parts) {
    this.parts = parts;
  }

  @Override
  public Report runBatch(Limits limits) {
    return new Batch(parts, limits, stopBatches).run();
  }

  /** Ends batches under way as if their time was up; later ones return at once. */
  public void stopBatches() {
    stopBatches.set(true);
  }

  @Override
  public synchronized void start() {
    if (shift.isPresent()) {
      return;
    }
    Fetcher.LineChoice lines = Fetcher.LineChoice.of(parts.registry(), Set.of(), Set.of());
    Crew crew = new Crew(parts, lines, parts.config().parallelism(), Optional.empty());
    Shift opened = new Shift(crew, () -> {});
    hints = parts.wakeups().subscribe(line -> crew.fetcher().hint());
    shift = Optional.of(opened);
    Threads.daemon("stint-open", opened::open).start();
  }

  @Override
  public synchronized void stop(Duration patience) {
    shift.ifPresent(s -> s.close(patience));
    shift = Optional.empty();
    try {
      hints.close();
    } catch (Exception e) {
      throw new IllegalStateException("the wakeups did not close", e);
    }
  }

  @Override
  public synchronized Condition condition() {
    if (shift.isEmpty()) {
      return new Condition(false, "not started", 0, 0);
    }
    Crew crew = shift.get().crew();
    int lost = crew.slots().lost();
    int running = crew.slots().running();
    if (!shift.get().registered()) {
      return new Condition(false, "waiting for the store", running, lost);
    }
    if (!crew.lease().good()) {
      return new Condition(false, "its lease could not be renewed", running, lost);
    }
    return crew.slots().enough()
        ? new Condition(true, "working", running, lost)
        : new Condition(false, lost + " actions do not return after their deadline", running, lost);
  }
}
