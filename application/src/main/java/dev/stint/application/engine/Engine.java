package dev.stint.application.engine;

import dev.stint.application.api.RunBatch;
import dev.stint.application.api.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs tasks: all day, or in batches. Thread-safe. */
public final class Engine implements Work, RunBatch {

  private static final Ended DISABLED = new Ended(Reason.DISABLED, "disabled by the configuration");

  private final EngineParts parts;
  private final AtomicBoolean stopBatches = new AtomicBoolean();
  private Optional<Shift> shift = Optional.empty();
  private AutoCloseable hints = () -> {};
  private CompletableFuture<Ended> ended = new CompletableFuture<>();

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

  /** The crew that works all day, if it is in a state to take more. */
  synchronized Optional<Crew> crew() {
    return shift
        .filter(Shift::registered)
        .map(Shift::crew)
        .filter(c -> c.lease().good() && !c.stopping() && !c.leaving().begun());
  }

  @Override
  public synchronized void start() {
    if (shift.isPresent()) {
      return;
    }
    if (!parts.config().runs()) {
      ended = CompletableFuture.completedFuture(DISABLED);
      return;
    }
    LineChoice lines = LineChoice.of(parts.registry(), Set.of(), Set.of());
    Crew crew = new Crew(parts, lines, parts.config().parallelism(), Optional.empty());
    Shift opened = new Shift(crew, () -> {});
    hints = parts.wakeups().subscribe(line -> crew.fetcher().hint());
    shift = Optional.of(opened);
    ended = new CompletableFuture<>();
    crew.leaving()
        .why()
        .thenAcceptAsync(
            why -> drained(opened, why), work -> Threads.daemon("stint-drain", work).start());
    Threads.daemon("stint-open", opened::open).start();
  }

  @Override
  public synchronized void stop(Duration patience) {
    shift.ifPresent(s -> s.close(patience));
    over(new Ended(Reason.STOPPED, "stopped by the host"));
  }

  @Override
  public synchronized void drain() {
    shift.ifPresent(
        s -> s.crew().leaving().because(new Ended(Reason.DRAINED, "drained by the host")));
  }

  @Override
  public synchronized CompletionStage<Ended> ended() {
    return ended.minimalCompletionStage();
  }

  /** Not synchronized while it waits: what is asked meanwhile is answered. */
  private void drained(Shift drained, Ended why) {
    drained.drained();
    synchronized (this) {
      if (shift.filter(s -> s == drained).isPresent()) {
        over(why);
      }
    }
  }

  private void over(Ended why) {
    shift = Optional.empty();
    try {
      hints.close();
    } catch (Exception e) {
      throw new IllegalStateException("the wakeups did not close", e);
    } finally {
      ended.complete(why);
    }
  }

  @Override
  public synchronized Condition condition() {
    if (shift.isEmpty()) {
      return new Condition(false, parts.config().runs() ? "not started" : "disabled", 0, 0);
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
    if (crew.leaving().begun()) {
      return new Condition(false, "takes nothing new and finishes what it holds", running, lost);
    }
    return crew.slots().enough()
        ? new Condition(true, "working", running, lost)
        : new Condition(false, lost + " actions do not return after their deadline", running, lost);
  }
}
