package dev.stint.application.engine.run;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.SlotStates;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.Claim;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A thread that takes claimed tasks from the buffer and runs them, one after another. */
public final class Slot {

  /** A stint's own time is the only limit. */
  private static final Duration LONGEST = Duration.ofDays(1_000);

  private final SlotWork work;
  private final Intake intake;
  private final SlotStates states;
  private final WorkerStop stop;
  private final LoopErrors errors;
  private final boolean reserved;
  private final Thread thread;
  private volatile @Nullable TaskExecution current;
  private volatile boolean beginning;
  private volatile long since;
  private boolean lost;
  private boolean stuck;
  private boolean countsAsLost;
  private final Backoff afterTrouble = new Backoff();

  /**
   * @param reserved whether it runs INTERACTIVE tasks only
   * @param thread makes the thread of what it is to do; the calling one for one claim only
   */
  public Slot(
      SlotWork work,
      Intake intake,
      SlotStates states,
      WorkerStop stop,
      LoopErrors errors,
      boolean reserved,
      Function<Runnable, Thread> thread) {
    this.work = work;
    this.intake = intake;
    this.states = states;
    this.stop = stop;
    this.errors = errors;
    this.reserved = reserved;
    this.thread = thread.apply(this::work);
  }

  void start() {
    thread.start();
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** The stint under way, if any. */
  Optional<TaskExecution> current() {
    return Optional.ofNullable(current);
  }

  boolean runs() {
    return beginning || current != null;
  }

  /** A claim that takes this long to become a stint is stuck in host code that reads it. */
  synchronized void lookForStuck(long now, long longest) {
    if (beginning && current == null && now - since > longest) {
      stuck = true;
      count();
    }
  }

  /** The stint is over from outside; interrupts its thread if that still works for it. */
  synchronized void interruptLost(TaskExecution stint) {
    if (current == stint) {
      lost = true;
      count();
      thread.interrupt();
    }
  }

  /** The stint is overdue and cannot be ended: a write of it does not come back. */
  synchronized void stuck(TaskExecution stint) {
    stuck = current == stint;
    count();
  }

  /** Whether its thread still works for a stint that was ended from outside, or is to be. */
  private void count() {
    boolean counts = lost || stuck;
    if (counts != countsAsLost) {
      countsAsLost = counts;
      states.lost(counts);
    }
  }

  private void work() {
    while (!stop.closed()) {
      try {
        Claim claim = intake.next(reserved);
        if (claim == null) {
          rest();
        } else {
          run(claim);
        }
      } catch (Throwable e) {
        errors.failed("slot", e);
        afterTrouble.pause();
      }
    }
  }

  private void rest() {
    work.idle(thread, reserved);
    try {
      if (!intake.holds(reserved) && !stop.closed()) {
        Interrupts.park(this);
      }
    } finally {
      states.busy(thread, reserved);
    }
  }

  private void run(Claim claim) {
    if (work.admits(claim)) {
      run(claim, LONGEST);
    }
  }

  /** Runs the next claim in the calling thread; answers whether there was one. */
  boolean runNext() {
    Claim claim = intake.next(reserved);
    if (claim == null) {
      return false;
    }
    run(claim);
    return true;
  }

  /** Works on the claim for at most {@code budget}, in the calling thread. */
  void run(Claim claim, Duration budget) {
    long began = work.now();
    since = began;
    beginning = true;
    try (ThreadState state = ThreadState.keep()) {
      Optional<TaskExecution> stint = work.begin(claim, budget);
      if (stint.isPresent()) {
        current = stint.get();
        stint.get().work();
      }
    } catch (Throwable e) {
      Guard.log("a stint of task " + claim.key().task(), e);
      work.drop(claim);
      afterTrouble.pause();
    } finally {
      boolean wasLost = over();
      work.ended(claim, began, reserved, wasLost);
    }
  }

  /** The thread is free for the next; what was its own interrupt from outside ends here. */
  private synchronized boolean over() {
    boolean wasLost = lost;
    beginning = false;
    current = null;
    if (wasLost) {
      Thread.interrupted();
    } else {
      Interrupts.clear();
    }
    lost = false;
    stuck = false;
    count();
    return wasLost;
  }
}
