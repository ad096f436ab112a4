package dev.stint.application.engine;

import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.Threads;
import dev.stint.application.engine.claim.LineChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs tasks: all day, or in batches. Thread-safe. */
public final class Engine implements Work, RunBatch {

  private static final Ended DISABLED = new Ended(Reason.DISABLED, "disabled by the configuration");
  private static final Ended STOPPED = new Ended(Reason.STOPPED, "stopped by the host");
  private static final Ended DRAINED = new Ended(Reason.DRAINED, "drained by the host");

  private final EngineParts parts;
  private final AtomicBoolean stopBatches = new AtomicBoolean();

  /** Changed under the lock, which nobody holds while waiting; read by anybody. */
  private volatile Optional<Working> working = Optional.empty();

  private volatile CompletableFuture<Ended> ended = new CompletableFuture<>();

  public Engine(EngineParts parts) {
    this.parts = parts;
  }

  /** What lives from a start to its stop. */
  private record Working(
      WorkerAssembly worker,
      WorkerLifecycle lifecycle,
      AutoCloseable hints,
      CompletableFuture<Ended> ended) {}

  @Override
  public Report runBatch(Limits limits) {
    try (Interrupts held = Interrupts.hold()) {
      return new Batch(parts, limits, stopBatches).run();
    }
  }

  /** Ends batches under way as if their time was up; later ones return at once. */
  public void stopBatches() {
    stopBatches.set(true);
  }

  /** The worker that works all day, if it is in a state to take more. */
  public Optional<WorkerAssembly> worker() {
    return working
        .filter(w -> w.lifecycle().registered())
        .map(Working::worker)
        .filter(w -> w.lease.good() && w.threads.broken().isEmpty())
        .filter(w -> !w.stop.stopping() && !w.draining.begun());
  }

  @Override
  public synchronized void start() {
    if (working.filter(w -> !w.lifecycle().closing()).isPresent()) {
      return;
    }
    ended = new CompletableFuture<>();
    if (!parts.config().runs()) {
      ended.complete(DISABLED);
      return;
    }
    LineChoice lines = LineChoice.of(parts.registry(), Set.of(), Set.of());
    WorkerAssembly worker =
        new WorkerAssembly(parts, lines, parts.config().parallelism(), Optional.empty());
    Working begun =
        new Working(
            worker,
            new LifecycleAssembly(worker, () -> {}).lifecycle,
            parts.wakeups().subscribe(worker.signals::hint, worker.signals::hint),
            ended);
    working = Optional.of(begun);
    worker
        .draining
        .why()
        .thenAcceptAsync(
            why -> over(begun, why, begun.lifecycle()::drained),
            work -> Threads.daemon("stint-drain", work).start());
    begun.lifecycle().openBeside();
  }

  @Override
  public void stop(Duration patience) {
    Optional<Working> now = working;
    if (now.isEmpty()) {
      ended.complete(STOPPED);
      return;
    }
    WorkerLifecycle lifecycle = now.get().lifecycle();
    WorkerAssembly worker = now.get().worker();
    Runnable stopping = () -> over(now.get(), STOPPED, () -> lifecycle.close(patience));
    if (worker.threads.mine()) {
      // It would wait for itself.
      worker.stop.begin();
      Threads.daemon("stint-stop", stopping).start();
      return;
    }
    try (Interrupts held = Interrupts.hold()) {
      stopping.run();
    }
  }

  @Override
  public void drain() {
    try (Interrupts held = Interrupts.hold()) {
      working.ifPresent(w -> w.worker().draining.because(DRAINED));
    }
  }

  @Override
  public CompletionStage<Ended> ended() {
    return ended.minimalCompletionStage();
  }

  /** Ends one worker; another may have begun meanwhile, which goes on. */
  private void over(Working which, Ended why, Runnable closing) {
    closing.run();
    synchronized (this) {
      if (working.filter(w -> w == which).isPresent()) {
        working = Optional.empty();
      }
    }
    Guard.run("closing the wakeups", which.hints()::close);
    // Last, and without the lock: what the host does next may be anything.
    which.ended().complete(why);
  }

  @Override
  public Condition condition() {
    Optional<Working> now = working;
    if (now.isEmpty()) {
      return new Condition(false, parts.config().runs() ? "not started" : "disabled", 0, 0);
    }
    WorkerAssembly worker = now.get().worker();
    Optional<String> trouble = now.get().lifecycle().trouble();
    return new Condition(
        trouble.isEmpty(), trouble.orElse("working"), worker.slots.running(), worker.states.lost());
  }
}
