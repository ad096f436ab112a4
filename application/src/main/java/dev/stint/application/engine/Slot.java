package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that takes claimed tasks from the buffer and runs them, one after another. */
final class Slot {

  /** A stint's own time is the only limit. */
  private static final Duration LONGEST = Duration.ofDays(1_000);

  private final Crew crew;
  private final boolean reserved;
  private final Thread thread;
  private volatile @Nullable Stint current;
  private volatile boolean lost;
  private volatile boolean stuck;
  private final Pauses afterTrouble = new Pauses();

  Slot(Crew crew, int number, boolean reserved) {
    this.crew = crew;
    this.reserved = reserved;
    this.thread = crew.threads().slot("stint-slot-" + number, this::work);
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

  /** Whether its thread still works for a stint that was ended from outside, or is to be. */
  boolean lost() {
    return lost || stuck;
  }

  /** The stint is over from outside; interrupts its thread if that still works for it. */
  synchronized void interruptLost(Stint stint) {
    if (current == stint) {
      lost = true;
      thread.interrupt();
    }
  }

  /** The stint is overdue and cannot be ended: a write of it does not come back. */
  synchronized void stuck(Stint stint) {
    stuck = current == stint;
  }

  private void work() {
    while (!crew.closed()) {
      try {
        Claim claim = crew.intake().next(reserved);
        if (claim == null) {
          rest();
        } else {
          run(claim);
        }
      } catch (Throwable e) {
        crew.failed("slot", e);
        afterTrouble.pause();
      }
    }
  }

  private void rest() {
    crew.idle(this);
    try {
      if (!crew.buffer().holds(reserved) && !crew.closed()) {
        Interrupts.park(this);
      }
    } finally {
      crew.busy(this);
    }
  }

  private void run(Claim claim) {
    boolean mine = claim.key().worker().equals(crew.lease().worker());
    if (!mine || crew.stopping() || !crew.leaving().admits()) {
      crew.intake().handBack(List.of(claim));
      crew.permits().ended(claim);
      return;
    }
    run(claim, LONGEST);
  }

  /** Works on the claim for at most {@code budget}, in the calling thread. */
  void run(Claim claim, Duration budget) {
    long began = crew.clock().nanos();
    try (ThreadState state = ThreadState.keep()) {
      crew.began(claim);
      Optional<Stint> stint = new StintMaker(crew).of(claim, budget);
      if (stint.isPresent()) {
        current = stint.get();
        stint.get().work();
      }
    } catch (Throwable e) {
      Guard.log("a stint of task " + claim.key().task(), e);
      crew.drop(claim);
      afterTrouble.pause();
    } finally {
      boolean wasLost = over();
      crew.ran(crew.clock().nanos() - began);
      crew.slots().freed(this, claim, wasLost);
    }
  }

  /** The thread is free for the next; what was its own interrupt from outside ends here. */
  private synchronized boolean over() {
    boolean wasLost = lost;
    current = null;
    if (wasLost) {
      Thread.interrupted();
    } else {
      Interrupts.clear();
    }
    lost = false;
    stuck = false;
    return wasLost;
  }
}
