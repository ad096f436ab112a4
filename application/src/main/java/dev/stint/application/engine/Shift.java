package dev.stint.application.engine;

import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A crew from its registration to its retirement. */
final class Shift {

  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
  private static final long LOOK = 2_000_000;

  private final Crew crew;
  private final Chores chores;
  private final Heartbeat heartbeat;
  private final Thread opener;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean registered;
  private volatile String trouble = "";

  Shift(Crew crew, Runnable atEachRenewal) {
    this.crew = crew;
    this.chores = new Chores(crew);
    this.heartbeat = new Heartbeat(crew, atEachRenewal);
    this.opener = crew.threads().vital("stint-open", this::open);
  }

  Crew crew() {
    return crew;
  }

  boolean registered() {
    return registered;
  }

  /** Opens on a thread of its own; returns at once. */
  void openBeside() {
    opener.start();
  }

  /** Registers, tidies up once and begins to claim; tries for ever while the store is away. */
  private void open() {
    Pauses pauses = new Pauses();
    while (!crew.stopping() && !registered) {
      try {
        register();
      } catch (Throwable e) {
        crew.failed("register", e);
        told(e);
        pauses.pause();
      }
    }
    if (crew.closed() && registered) {
      // The thread that closed it did not wait for the registration to be answered.
      retire();
    }
  }

  private void told(Throwable e) {
    trouble = Guard.words(e);
    LOG.warn("a worker could not begin ({}); trying again", trouble);
    if (registered) {
      crew.threads().broke("it could not begin: " + trouble);
    }
  }

  /** Why it does not work as it should, in words; empty if it does. */
  Optional<String> trouble() {
    if (closing()) {
      return Optional.of("stopping");
    }
    Optional<String> broken = crew.threads().broken();
    if (broken.isPresent()) {
      return broken;
    }
    if (!registered) {
      return Optional.of("waiting for the store" + after(trouble));
    }
    if (!crew.lease().good()) {
      return Optional.of("its lease could not be renewed" + after(crew.health().said("renew")));
    }
    if (crew.leaving().begun()) {
      return Optional.of("takes nothing new and finishes what it holds");
    }
    return crew.slots().enough()
        ? crew.health().trouble()
        : Optional.of(crew.slots().lost() + " actions do not return after their deadline");
  }

  private static String after(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }

  /** The same once; a store that is away is the caller's to hear of. */
  void register() {
    crew.lease().register();
    registered = true;
    heartbeat.start();
    crew.writes().start();
    chores.doAll();
    // What was reaped stands in the order of claims only once it is settled.
    await(() -> crew.emptyHanded() || crew.stopping(), crew.parts().config().renewal());
    crew.start();
    chores.start();
  }

  /** Registers a worker that claims nothing itself. */
  void registerForGuests() {
    crew.lease().register();
    registered = true;
    heartbeat.start();
    crew.writes().start();
    chores.start();
  }

  /** Cleans if it is time, until {@code stop}. */
  void clean(BooleanSupplier stop) {
    chores.clean(stop);
  }

  /** Whether it is being closed, or is. */
  boolean closing() {
    return closing.get();
  }

  /**
   * Stops claiming, waits for what runs, ends or hands back the rest, and retires; called again, it
   * waits for that. Whatever fails on the way, the rest is done.
   */
  void close(Duration patience) {
    crew.stopClaiming();
    if (!closing.compareAndSet(false, true)) {
      awaitClosed(patience);
      return;
    }
    try (WorkerThreads.Lent lent = crew.threads().lend()) {
      Guard.run("finishing what runs", () -> finish(patience));
      crew.close();
      heartbeat.look();
      crew.threads().join(crew.parts().config().renewal());
      if (registered) {
        Guard.run("retiring", this::retire);
        Guard.run("sending notices", () -> crew.notices().flush(crew.parts().config().grace()));
      }
    } finally {
      closed.countDown();
    }
  }

  private void finish(Duration patience) {
    WorkerThreads.join(opener, patience);
    if (!registered) {
      return;
    }
    // A claim under way may still bring tasks, which nobody would hand back once this one retired.
    crew.fetcher().ended(crew.parts().config().renewal());
    await(crew::emptyHanded, patience);
    if (!crew.emptyHanded()) {
      crew.slots().endAll();
      await(crew::emptyHanded, crew.parts().config().renewal());
    }
  }

  private void awaitClosed(Duration patience) {
    long end = crew.clock().nanos() + Bounds.nanos(patience);
    while (closed.getCount() > 0 && crew.clock().nanos() - end < 0) {
      Interrupts.park(this, LOOK);
    }
  }

  /** Waits until what runs came to its outcome, then retires; does nothing if it is closed. */
  void drained() {
    while (!crew.emptyHanded() && !closing()) {
      Interrupts.park(this, LOOK);
    }
    close(crew.parts().config().grace());
  }

  private void retire() {
    crew.permits().close(crew.lease().worker());
    try {
      crew.lease().retire();
    } catch (RuntimeException e) {
      crew.failed("retire", e);
    }
  }

  private void await(BooleanSupplier done, Duration atMost) {
    long end = crew.clock().nanos() + Bounds.nanos(atMost);
    handBackUnstarted();
    while (!done.getAsBoolean() && crew.clock().nanos() - end < 0) {
      Interrupts.park(this, LOOK);
      handBackUnstarted();
    }
  }

  private void handBackUnstarted() {
    crew.intake().handBack(crew.intake().unstarted());
  }
}
