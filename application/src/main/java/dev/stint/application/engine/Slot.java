package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes claimed tasks from the buffer and runs them, one after another. */
final class Slot {

  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

  /** A stint's own time is the only limit. */
  private static final Duration LONGEST = Duration.ofDays(1_000);

  private final Crew crew;
  private final boolean reserved;
  private final Thread thread;
  private volatile @Nullable Stint current;
  private volatile boolean lost;

  Slot(Crew crew, int number, boolean reserved) {
    this.crew = crew;
    this.reserved = reserved;
    this.thread = Threads.slot("stint-slot-" + number, this::work);
  }

  /** The calling thread, for one claim. */
  private Slot(Crew crew) {
    this.crew = crew;
    this.reserved = false;
    this.thread = Thread.currentThread();
  }

  static Slot here(Crew crew) {
    return new Slot(crew);
  }

  void start() {
    thread.start();
  }

  boolean reserved() {
    return reserved;
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** The stint under way, if any. */
  Optional<Stint> current() {
    return Optional.ofNullable(current);
  }

  /** Whether its thread still works for a stint that was ended from outside. */
  boolean lost() {
    return lost;
  }

  void interruptLost() {
    lost = true;
    thread.interrupt();
  }

  private void work() {
    while (!crew.closed()) {
      Claim claim = crew.intake().next(reserved);
      if (claim == null) {
        rest();
      } else {
        run(claim);
      }
    }
  }

  private void rest() {
    crew.idle(this);
    if (!crew.buffer().holds(reserved) && !crew.closed()) {
      LockSupport.park(this);
    }
    crew.busy(this);
  }

  private void run(Claim claim) {
    if (crew.stopping() || !crew.leaving().admits()) {
      crew.intake().handBack(List.of(claim));
      return;
    }
    run(claim, LONGEST);
  }

  /** Works on the claim for at most {@code budget}, in the calling thread. */
  void run(Claim claim, Duration budget) {
    long began = crew.clock().nanos();
    try {
      crew.began(claim);
      Optional<Stint> stint = new StintMaker(crew).of(claim, budget);
      if (stint.isPresent()) {
        current = stint.get();
        stint.get().work();
      }
    } catch (Throwable e) {
      LOG.error("a stint of task {} ended unexpectedly", claim.key().task(), e);
      crew.drop(claim);
    } finally {
      current = null;
      if (lost) {
        Thread.interrupted();
        lost = false;
      }
      crew.permits().ended(claim);
      crew.ran(crew.clock().nanos() - began);
    }
  }
}
