package dev.stint.application.engine.upkeep;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.engine.run.SlotPool;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Renews the lease, ends stints that hang, sees to what was said, reconciles what is ours. */
public final class Heartbeat {

  private static final long TICK = Duration.ofMillis(50).toNanos();
  private static final long IDLE_TICK = Duration.ofMillis(500).toNanos();

  private final LeaseKeeper keeper;
  private final SlotPool slots;
  private final LateNotes notes;
  private final Runnable atEachRenewal;
  private final StoreClock clock;
  private final Config config;
  private final WorkerStop stop;
  private final LoopErrors errors;
  private final WorkerThreads threads;
  private final Thread thread;
  private long renewed;

  public Heartbeat(
      LeaseKeeper keeper,
      SlotPool slots,
      LateNotes notes,
      Runnable atEachRenewal,
      Config config,
      LoopParts loop) {
    this.keeper = keeper;
    this.slots = slots;
    this.notes = notes;
    this.atEachRenewal = atEachRenewal;
    this.config = config;
    this.clock = loop.clock();
    this.stop = loop.stop();
    this.errors = loop.errors();
    this.threads = loop.threads();
    this.thread = threads.vital("stint-heartbeat", this::work);
  }

  public void start() {
    renewed = clock.nanos();
    thread.start();
  }

  /** Looks whether the worker is closed. */
  public void look() {
    LockSupport.unpark(thread);
  }

  private void work() {
    while (!stop.closed()) {
      turn();
      Interrupts.park(this, rest());
    }
  }

  /** Does what it is time for. */
  public void turn() {
    if (slots.anyRuns()) {
      attempt("end what is overdue", this::endOverdue);
      attempt("write what was said", notes::look);
    }
    if (keeper.doubtful() || clock.nanos() - renewed >= config.renewal().toNanos()) {
      beat();
    }
  }

  /** How long it rests: a stint may begin meanwhile, which is looked after that much later. */
  public long rest() {
    long toRenewal = renewed + config.renewal().toNanos() - clock.nanos();
    return slots.anyRuns() ? TICK : Math.max(TICK, Math.min(IDLE_TICK, toRenewal));
  }

  private void endOverdue() {
    slots.endOverdue(clock.nanos(), config.grace().toNanos());
    slots.lookForStuck(clock.nanos(), config.lease().toNanos());
  }

  /** A worker that cannot go on renews no more: its tasks are for others. */
  private void beat() {
    if (threads.broken().isEmpty()) {
      attempt(
          "renew",
          () -> {
            keeper.renew();
            keeper.reconcile();
            renewed = clock.nanos();
          });
    }
    attempt("after the renewal", atEachRenewal);
  }

  private void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      errors.failed(what, e);
    }
  }
}
