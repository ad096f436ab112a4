package dev.stint.application.engine;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.upkeep.Chore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker of the calling thread. It starts no thread: it claims, runs and settles one task after
 * another, and keeps its lease, when it is told to. For one thread, which may call it again from
 * the task that it runs.
 */
final class SteppedWorker {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final WorkerAssembly worker;
  private final LifecycleAssembly life;
  private final Registration registration;
  private final Chore own;
  private final Chore all;
  private final Chore permits;
  private long tidied;
  private long renewed;

  /**
   * @param end the tick at which every stint is over
   */
  SteppedWorker(EngineParts parts, LineChoice lines, Optional<Long> end) {
    this.parts = parts;
    this.worker = new WorkerAssembly(parts, lines, 1, end);
    this.life = new LifecycleAssembly(worker, () -> {});
    this.registration = new Registration(worker.lease, worker.permits, worker.errors);
    this.own = new Chore("deliver", life.owed::own);
    this.all = new Chore("deliver", life.owed::sweepAll);
    this.permits = new Chore("permits", life.tending::tend);
  }

  /** Registers, and does the upkeep that comes before the first claim. */
  void begin() {
    register();
    renewed = worker.clock.nanos();
    tidyUp();
  }

  private void register() {
    Backoff backoff = new Backoff();
    while (!registration.registered() && !worker.stop.closed()) {
      try {
        registration.register();
      } catch (StoreException e) {
        worker.errors.failed("register", e);
        if (!e.isTransient()) {
          throw e;
        }
        backoff.pause();
      }
    }
  }

  /** The first stint that leaves its task unfinished is to be the last. */
  void endsUnfinished() {
    worker.draining.atUnfinished();
  }

  /** Whether it takes nothing new, for it was told to. */
  boolean leaves() {
    return worker.draining.begun() || worker.stop.closed();
  }

  /** Runs one stint of the most urgent task that is due; answers whether there was one. */
  boolean runNext() {
    if (worker.clock.nanos() - tidied >= parts.config().poll().toNanos()) {
      tidyUp();
    }
    if (next()) {
      return true;
    }
    // What was settled may have made others ready: wakes, turns of serial keys, runs of schedules.
    tidyUp();
    return next();
  }

  private boolean next() {
    if (leaves()) {
      return false;
    }
    claim();
    boolean ran = worker.slots.workNextHere();
    settle();
    return ran;
  }

  /** Claims one task, of all lines as they are now; answers once there is one, or there is none. */
  private void claim() {
    Backoff backoff = new Backoff();
    boolean more = true;
    while (more && !worker.intake.holds(false) && !worker.stop.closed()) {
      try {
        more = claimOnce();
      } catch (Throwable e) {
        worker.errors.failed("claim", e);
        backoff.pause();
      }
    }
  }

  /** Whether there may be more, as after a claim that the store did not answer. */
  private boolean claimOnce() {
    Thread here = Thread.currentThread();
    worker.signals.found();
    worker.signals.hint();
    worker.states.idle(here, false);
    try {
      return worker.fetcher.turn();
    } finally {
      worker.states.busy(here, false);
    }
  }

  private void tidyUp() {
    tidied = worker.clock.nanos();
    life.chores.doAll();
    all.done(worker.errors);
    settle();
  }

  /** Writes what stints came to, and delivers what that owes to others. */
  private void settle() {
    Backoff backoff = new Backoff();
    do {
      worker.settlements.settleHere();
      if (!own.done(worker.errors)) {
        backoff.pause();
      }
    } while (left() && !worker.stop.closed());
    permits.done(worker.errors);
  }

  private boolean left() {
    return worker.settlements.unsettled() > 0 || life.owed.pending();
  }

  /** Does what a worker's heartbeat would have done while time passed within a stint. */
  void timePassed() {
    long now = worker.clock.nanos();
    worker.slots.endOverdue(now, parts.config().grace().toNanos());
    if (now - renewed >= parts.config().renewal().toNanos()) {
      new Chore("renew", this::renew).done(worker.errors);
    }
  }

  private void renew() {
    life.keeper.renew();
    life.keeper.reconcile();
    renewed = worker.clock.nanos();
  }

  /** How many stints ended how. */
  Map<TaskStatus, Long> counts() {
    return worker.tally.counts();
  }

  List<String> messages() {
    return worker.tally.messages();
  }

  /** Cleans if it is time to. */
  void clean() {
    if (parts.config().cleans()) {
      life.clean.clean(() -> false);
    }
  }

  /** Ends as if its process had been killed: what it still does reaches no store. */
  void abandon() {
    worker.stop.begin();
    worker.stop.close();
    worker.slots.killAll();
  }

  /** Hands back what it did not begin, and retires. */
  void close() {
    worker.stop.begin();
    worker.intake.handBackUnstarted();
    settle();
    worker.stop.close();
    worker.settlements.close();
    registration.retire();
    worker.notices.flush(PATIENCE);
  }
}
