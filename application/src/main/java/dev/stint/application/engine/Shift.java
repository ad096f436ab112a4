package dev.stint.application.engine;

import dev.stint.application.spi.StoreException;
import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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
  private volatile boolean registered;

  Shift(Crew crew, Runnable atEachRenewal) {
    this.crew = crew;
    this.chores = new Chores(crew);
    this.heartbeat = new Heartbeat(crew, atEachRenewal);
  }

  Crew crew() {
    return crew;
  }

  boolean registered() {
    return registered;
  }

  /** Registers, tidies up once and begins to claim; tries for ever while the store is away. */
  void open() {
    Pauses pauses = new Pauses();
    while (!crew.stopping() && !registered) {
      try {
        register();
      } catch (StoreException e) {
        crew.parts().observer().storeFailed("register", e.isTransient());
        LOG.warn("the store does not answer ({}); trying again", e.getMessage());
        pauses.pause();
      }
    }
  }

  /** The same once; a store that is away is the caller's to hear of. */
  void register() {
    crew.lease().register();
    registered = true;
    heartbeat.start();
    crew.writes().start();
    chores.doAll();
    // What was reaped stands in the order of claims only once it is settled.
    await(crew::emptyHanded, crew.parts().config().renewal());
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

  /** Stops claiming, waits for what runs, ends or hands back the rest, and retires. */
  void close(Duration patience) {
    crew.stopClaiming();
    if (!registered) {
      crew.close();
      return;
    }
    // A claim under way may still bring tasks, which nobody would hand back once this one retired.
    crew.fetcher().ended(crew.parts().config().renewal());
    await(crew::emptyHanded, patience);
    if (!crew.emptyHanded()) {
      crew.slots().endAll();
      await(crew::emptyHanded, crew.parts().config().renewal());
    }
    crew.close();
    heartbeat.ended(crew.parts().config().renewal());
    chores.ended(crew.parts().config().renewal());
    retire();
    crew.notices().flush(crew.parts().config().grace());
  }

  /** Waits until what runs came to its outcome, then retires; does nothing if it is closed. */
  void drained() {
    while (!crew.emptyHanded() && !crew.closed()) {
      LockSupport.parkNanos(this, LOOK);
    }
    if (!crew.closed()) {
      close(crew.parts().config().grace());
    }
  }

  private void retire() {
    crew.permits().close(crew.lease().worker());
    try {
      crew.lease().retire();
    } catch (StoreException e) {
      crew.parts().observer().storeFailed("retire", e.isTransient());
    }
  }

  private void await(BooleanSupplier done, Duration atMost) {
    long end = crew.clock().nanos() + Bounds.nanos(atMost);
    handBackUnstarted();
    while (!done.getAsBoolean() && crew.clock().nanos() - end < 0) {
      LockSupport.parkNanos(this, LOOK);
      handBackUnstarted();
    }
  }

  private void handBackUnstarted() {
    crew.intake().handBack(crew.intake().unstarted());
  }
}
