package dev.stint.application.engine;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.Fetcher;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.Outstanding;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.engine.run.SlotPool;
import dev.stint.application.engine.upkeep.Heartbeat;
import dev.stint.application.engine.upkeep.Maintenance;
import dev.stint.application.engine.write.Notices;
import dev.stint.application.engine.write.Settlements;
import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker from its registration to its retirement. */
public final class WorkerLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final long LOOK = 2_000_000;

  private final Registration registration;
  private final Heartbeat heartbeat;
  private final Maintenance maintenance;
  private final Fetcher fetcher;
  private final SlotPool slots;
  private final Intake intake;
  private final Settlements settlements;
  private final Outstanding outstanding;
  private final Notices notices;
  private final WorkerCondition condition;
  private final WorkerStop stop;
  private final WorkerThreads threads;
  private final StoreClock clock;
  private final Config config;
  private final LoopErrors errors;
  private final Thread opener;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String trouble = "";

  WorkerLifecycle(
      Registration registration,
      Heartbeat heartbeat,
      Maintenance maintenance,
      Fetcher fetcher,
      SlotPool slots,
      Intake intake,
      Settlements settlements,
      Outstanding outstanding,
      Notices notices,
      WorkerCondition condition,
      WorkerStop stop,
      WorkerThreads threads,
      StoreClock clock,
      Config config,
      LoopErrors errors) {
    this.registration = registration;
    this.heartbeat = heartbeat;
    this.maintenance = maintenance;
    this.fetcher = fetcher;
    this.slots = slots;
    this.intake = intake;
    this.settlements = settlements;
    this.outstanding = outstanding;
    this.notices = notices;
    this.condition = condition;
    this.stop = stop;
    this.threads = threads;
    this.clock = clock;
    this.config = config;
    this.errors = errors;
    this.opener = threads.vital("stint-open", this::open);
  }

  boolean registered() {
    return registration.registered();
  }

  /** Opens on a thread of its own; returns at once. */
  void openBeside() {
    opener.start();
  }

  /** Registers, tidies up once and begins to claim; retries until the store answers. */
  private void open() {
    Backoff backoff = new Backoff();
    while (!stop.stopping() && !registered()) {
      try {
        register();
      } catch (Throwable e) {
        errors.failed("register", e);
        told(e);
        backoff.pause();
      }
    }
    if (stop.closed() && registered()) {
      // The thread that closed it did not wait for the registration to be answered.
      registration.retire();
    }
  }

  private void told(Throwable e) {
    trouble = Guard.words(e);
    LOG.warn("a worker could not begin ({}); trying again", trouble);
    if (registered()) {
      threads.broke("it could not begin: " + trouble);
    }
  }

  /** Why it does not work as it should, in words; empty if it does. */
  Optional<String> trouble() {
    if (closing()) {
      return Optional.of("stopping");
    }
    return condition.trouble(registered(), trouble);
  }

  /** The same once; a store that is away is the caller's to hear of. */
  void register() {
    registration.register();
    heartbeat.start();
    settlements.start();
    maintenance.doAll();
    // A reaped task takes its place in claim order only once it is settled.
    await(() -> outstanding.none() || stop.stopping(), config.renewal());
    slots.start();
    fetcher.start();
    maintenance.start();
  }

  /** Registers a worker that claims nothing itself. */
  public void registerForGuests() {
    registration.register();
    heartbeat.start();
    settlements.start();
    maintenance.start();
  }

  /** Whether it is being closed, or is. */
  boolean closing() {
    return closing.get();
  }

  /**
   * Stops claiming, waits for what runs, ends or hands back the rest, and retires; called again, it
   * waits for that. Whatever fails on the way, the rest is done.
   */
  public void close(Duration patience) {
    stop.begin();
    if (!closing.compareAndSet(false, true)) {
      awaitClosed(patience);
      return;
    }
    try (WorkerThreads.Lent lent = threads.lend()) {
      Guard.run("finishing what runs", () -> finish(patience));
      stop.close();
      settlements.close();
      slots.wakeAll();
      heartbeat.look();
      threads.join(config.renewal());
      if (registered()) {
        Guard.run("retiring", registration::retire);
        Guard.run("sending notices", () -> notices.flush(config.grace()));
      }
    } finally {
      closed.countDown();
    }
  }

  private void finish(Duration patience) {
    WorkerThreads.join(opener, patience);
    if (!registered()) {
      return;
    }
    // A claim under way may still bring tasks, which nobody would hand back once this one retired.
    fetcher.ended(config.renewal());
    await(outstanding::none, patience);
    if (!outstanding.none()) {
      slots.endAll();
      await(outstanding::none, config.renewal());
    }
  }

  private void awaitClosed(Duration patience) {
    long end = clock.nanos() + Bounds.nanos(patience);
    while (closed.getCount() > 0 && clock.nanos() - end < 0) {
      Interrupts.park(this, LOOK);
    }
  }

  /** Waits until what runs came to its outcome, then retires; does nothing if it is closed. */
  void drained() {
    while (!outstanding.none() && !closing()) {
      Interrupts.park(this, LOOK);
    }
    close(config.grace());
  }

  private void await(BooleanSupplier done, Duration atMost) {
    long end = clock.nanos() + Bounds.nanos(atMost);
    intake.handBackUnstarted();
    while (!done.getAsBoolean() && clock.nanos() - end < 0) {
      Interrupts.park(this, LOOK);
      intake.handBackUnstarted();
    }
  }
}
