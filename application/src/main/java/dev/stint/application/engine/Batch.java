package dev.stint.application.engine;

import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.RarerLooks;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.task.TaskCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call of {@code runBatch}: a worker that ends when nothing is left, or time is up. */
final class Batch {

  private static final long LOOK = 1_000_000;

  private final EngineParts parts;
  private final RunBatch.Limits limits;
  private final AtomicBoolean stop;
  private final AtomicBoolean exclusivityLost = new AtomicBoolean();
  private final long began;
  private final long end;

  /**
   * @param stop set by somebody else to end the batch early
   */
  Batch(EngineParts parts, RunBatch.Limits limits, AtomicBoolean stop) {
    boolean exclusive = limits.exclusive().isPresent();
    this.parts = exclusive ? parts.with(parts.registry().with(Turn.RESUME_FIRST)) : parts;
    this.limits = limits;
    this.stop = stop;
    this.began = parts.ticker().nanos();
    this.end = began + limits.within().orElse(parts.config().batchLimit()).toNanos();
  }

  RunBatch.Report run() {
    if (!parts.config().runs()) {
      return nothing(false, true);
    }
    if (limits.exclusive().isEmpty()) {
      return run(Optional.empty());
    }
    Duration hold = parts.config().lease();
    Optional<Mutexes.Hold> held = parts.mutexes().tryAcquire(limits.exclusive().get(), hold);
    if (held.isEmpty()) {
      return nothing(true, false);
    }
    try {
      return run(held);
    } finally {
      // What does not come back now is free when its time is over.
      Guard.run("giving back the mutex", held.get()::close);
    }
  }

  private RunBatch.Report nothing(boolean busy, boolean disabled) {
    return new RunBatch.Report(false, busy, disabled, false, Map.of(), 0, List.of(), used());
  }

  private RunBatch.Report run(Optional<Mutexes.Hold> mutex) {
    LineChoice lines = LineChoice.of(parts.registry(), limits.queues(), limits.types());
    int parallelism = limits.parallelism().orElse(parts.config().parallelism());
    WorkerAssembly worker = new WorkerAssembly(parts, lines, parallelism, Optional.of(end));
    if (limits.endsUnfinished()) {
      worker.draining.atUnfinished();
    }
    LifecycleAssembly life =
        new LifecycleAssembly(worker, () -> mutex.ifPresent(m -> extend(m, worker)));
    WorkerLifecycle lifecycle = life.lifecycle;
    AutoCloseable hints = parts.wakeups().subscribe(worker.signals::hint, worker.signals::hint);
    boolean drained = false;
    try {
      lifecycle.register();
      drained = work(worker, leftovers(worker, life));
      if (drained) {
        life.clean.clean(() -> !inTime());
      }
    } finally {
      lifecycle.close(parts.config().grace());
      Guard.run("closing the wakeups", hints::close);
    }
    return new RunBatch.Report(
        drained,
        false,
        false,
        exclusivityLost.get(),
        worker.tally.counts(),
        elsewhere(),
        worker.tally.messages(),
        used());
  }

  private Leftovers leftovers(WorkerAssembly worker, LifecycleAssembly life) {
    return new Leftovers(worker, life.owed, parts.stores().queries(), parts.config().priorities());
  }

  private boolean work(WorkerAssembly worker, Leftovers left) {
    RarerLooks looks = new RarerLooks(parts.ticker(), parts.config().poll().dividedBy(4));
    while (inTime() && worker.threads.broken().isEmpty()) {
      if (worker.draining.begun()) {
        if (worker.outstanding.none()) {
          return false;
        }
      } else if (worker.outstanding.none() && worker.signals.dry()) {
        if (looks.due() && (limits.untilDone() ? unfinished() == 0 : left.none())) {
          return true;
        }
      } else if (worker.outstanding.none()) {
        worker.signals.look();
      }
      Interrupts.park(this, LOOK);
    }
    return false;
  }

  private boolean inTime() {
    return parts.ticker().nanos() - end < 0 && !stop.get() && !exclusivityLost.get();
  }

  private void extend(Mutexes.Hold mutex, WorkerAssembly worker) {
    boolean kept;
    try {
      kept = mutex.extend(parts.config().lease());
    } catch (Throwable e) {
      worker.errors.failed("extend", e);
      kept = worker.lease.good();
    }
    if (!kept) {
      exclusivityLost.set(true);
      worker.stop.begin();
    }
  }

  /** Tasks that will still be claimable, by this worker or, once it is lost, from another. */
  private long unfinished() {
    return count(s -> s.claimable() || s == TaskStatus.RUNNING);
  }

  private long elsewhere() {
    return count(s -> s == TaskStatus.RUNNING);
  }

  private long count(java.util.function.Predicate<TaskStatus> which) {
    try {
      return parts.stores().queries().counts().stream()
          .filter(c -> which.test(c.status()))
          .filter(c -> parts.registry().find(c.line().type()).isPresent())
          .filter(c -> limits.queues().isEmpty() || limits.queues().contains(c.line().queue()))
          .filter(c -> parts.registry().among(limits.types(), c.line().type()))
          .mapToLong(TaskCount::tasks)
          .sum();
    } catch (StoreException e) {
      return 1;
    }
  }

  private Duration used() {
    return Duration.ofNanos(parts.ticker().nanos() - began);
  }
}
