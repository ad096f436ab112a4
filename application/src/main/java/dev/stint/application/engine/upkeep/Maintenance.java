package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.WorkerStop;
import java.time.Duration;
import java.util.List;

/**
 * Does what a worker owes the whole store, on one thread: all once at its start, then in rounds.
 */
public final class Maintenance {

  private static final long HUNGRY_REST = Duration.ofMillis(100).toNanos();

  private final List<Chore> first;
  private final List<Chore> round;
  private final OwedDeliveries owed;
  private final PermitTending permits;
  private final ThreadSignal signal;
  private final StoreClock clock;
  private final WorkerStop stop;
  private final LoopErrors errors;
  private final long poll;
  private final Thread thread;
  private long rounded;
  private long tended;

  /**
   * @param first done once before the worker claims
   * @param round done at each poll
   * @param signal wakes the thread
   * @param poll how often, in nanoseconds
   */
  public Maintenance(
      List<Chore> first,
      List<Chore> round,
      OwedDeliveries owed,
      PermitTending permits,
      ThreadSignal signal,
      StoreClock clock,
      WorkerStop stop,
      LoopErrors errors,
      long poll,
      WorkerThreads threads) {
    this.first = List.copyOf(first);
    this.round = List.copyOf(round);
    this.owed = owed;
    this.permits = permits;
    this.signal = signal;
    this.clock = clock;
    this.stop = stop;
    this.errors = errors;
    this.poll = poll;
    this.thread = threads.vital("stint-chores", this::work);
    this.tended = clock.nanos() - HUNGRY_REST;
    this.rounded = clock.nanos() - poll;
  }

  public void start() {
    thread.start();
  }

  /** Does all of it once; what the store refuses now is done by the next round. */
  public void doAll() {
    first.forEach(chore -> chore.done(errors));
  }

  private void work() {
    signal.bind();
    Chore deliver = new Chore("deliver", owed::own);
    Chore tend = new Chore("permits", permits::tend);
    Backoff backoff = new Backoff();
    while (!stop.stopping()) {
      if (!owed.pending()) {
        Interrupts.park(this, rest());
      }
      // What this worker's own tasks owe goes first, and at once.
      if (deliver.done(errors)) {
        backoff = new Backoff();
      } else {
        backoff.pause();
      }
      round(tend);
    }
  }

  private void round(Chore tend) {
    long now = clock.nanos();
    if (now - tended >= HUNGRY_REST) {
      tended = now;
      tend.done(errors);
    }
    if (now - rounded >= poll) {
      rounded = now;
      round.forEach(chore -> chore.done(errors));
    }
  }

  /** Shorter while work waits for permits that others hold. */
  private long rest() {
    long sooner = Math.max(0, tended + HUNGRY_REST - clock.nanos());
    return permits.hungry() ? Math.min(poll, sooner) : poll;
  }
}
