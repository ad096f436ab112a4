package dev.stint.application.engine;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.engine.write.Notices;
import dev.stint.application.log.GuardedLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** A worker from its registration to its retirement. */
public final class WorkerLifecycle {

  private static final Logger LOG = GuardedLog.of(WorkerLifecycle.class);

  /** What ends a worker beside what it runs takes no longer, however long its lease is. */
  private static final Duration BRIEF = Duration.ofSeconds(3);

  private final Registration registration;
  private final WorkerLoops loops;
  private final Emptying emptying;
  private final Notices notices;
  private final WorkerCondition condition;
  private final WorkerStop stop;
  private final WorkerThreads threads;
  private final Config config;
  private final LoopErrors errors;
  private final StoreClock clock;
  private final Thread opener;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String trouble = "";

  WorkerLifecycle(
      Registration registration,
      WorkerLoops loops,
      Emptying emptying,
      Notices notices,
      WorkerCondition condition,
      Config config,
      LoopParts loop) {
    this.registration = registration;
    this.loops = loops;
    this.emptying = emptying;
    this.notices = notices;
    this.condition = condition;
    this.config = config;
    this.stop = loop.stop();
    this.threads = loop.threads();
    this.errors = loop.errors();
    this.clock = loop.clock();
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
    loops.begin();
    loops.tidyUp();
    // A reaped task takes its place in claim order only once it is settled.
    emptying.handBack(stop::stopping, config.renewal());
    loops.work();
  }

  /** Registers a worker that claims nothing itself. */
  public void registerForGuests() {
    registration.register();
    loops.begin();
    loops.maintain();
  }

  /** Whether it is being closed, or is. */
  boolean closing() {
    return closing.get();
  }

  /**
   * Stops claiming, waits at most {@code patience} for what runs, ends or hands back the rest, and
   * retires; called again, it waits for that. Whatever fails on the way, the rest is done.
   */
  public void close(Duration patience) {
    stop.begin();
    if (!closing.compareAndSet(false, true)) {
      emptying.await(() -> closed.getCount() == 0, patience);
      return;
    }
    try (WorkerThreads.Lent lent = threads.lend()) {
      Guard.run("finishing what runs", () -> finish(patience));
      stop.close();
      // What could not be written is tried once more: then each stint comes to its end.
      Guard.run("the last writes", () -> emptying.handBack(() -> false, brief()));
      loops.close();
      threads.join(brief());
      if (registered()) {
        Guard.run("retiring", registration::retire);
        Guard.run("sending notices", () -> notices.flush(config.grace()));
      }
    } finally {
      closed.countDown();
    }
  }

  private void finish(Duration patience) {
    long began = clock.nanos();
    WorkerThreads.join(opener, patience);
    if (!registered()) {
      return;
    }
    // A claim under way may still bring tasks, which nobody would hand back once this one retired.
    loops.awaitClaim(brief());
    Duration left = patience.minusNanos(clock.nanos() - began);
    if (!emptying.handBack(() -> false, left)) {
      loops.endAll();
      emptying.handBack(() -> false, brief());
    }
  }

  private Duration brief() {
    return config.renewal().compareTo(BRIEF) < 0 ? config.renewal() : BRIEF;
  }

  /** Waits until what runs came to its outcome, then retires; does nothing if it is closed. */
  void drained() {
    emptying.await(() -> emptying.done() || closing());
    close(config.grace());
  }
}
