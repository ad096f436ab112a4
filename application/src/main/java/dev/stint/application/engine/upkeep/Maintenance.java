package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Does what a worker owes the whole store, on one thread: all once at its start, then in rounds.
 */
public final class Maintenance {

  private static final long HUNGRY_REST = Duration.ofMillis(100).toNanos();

  private final Chores chores;
  private final UpkeepLook look;
  private final OwedDeliveries owed;
  private final PermitTending permits;
  private final ThreadSignal signal;
  private final StoreClock clock;
  private final WorkerStop stop;
  private final LoopErrors errors;
  private final long poll;
  private final Thread thread;
  private final Chore deliver;
  private final Chore tend;
  private Backoff backoff = new Backoff();
  private long rounded;
  private long tended;

  /**
   * What it does.
   *
   * @param first once, before the worker claims
   * @param round at each poll, of those with a part what the store has something to do for
   */
  public record Chores(List<Chore> first, List<Chore> round) {
    public Chores {
      first = List.copyOf(first);
      round = List.copyOf(round);
    }
  }

  /**
   * @param signal wakes the thread
   * @param poll how often, in nanoseconds
   */
  public Maintenance(
      Chores chores,
      UpkeepLook look,
      OwedDeliveries owed,
      PermitTending permits,
      ThreadSignal signal,
      long poll,
      LoopParts loop) {
    this.chores = chores;
    this.look = look;
    this.owed = owed;
    this.permits = permits;
    this.signal = signal;
    this.clock = loop.clock();
    this.stop = loop.stop();
    this.errors = loop.errors();
    this.poll = poll;
    this.deliver = new Chore("deliver", owed::own);
    this.tend = new Chore("permits", permits::tend);
    this.thread = loop.threads().vital("stint-chores", this::work);
    this.tended = clock.nanos() - HUNGRY_REST;
    this.rounded = clock.nanos() - poll;
  }

  public void start() {
    thread.start();
  }

  /** Does all of it once; what the store refuses now is done by the next round. */
  public void doAll() {
    chores.first().forEach(chore -> chore.done(errors));
  }

  private void work() {
    signal.bind();
    while (!stop.stopping()) {
      if (!owed.pending()) {
        Interrupts.park(this, rest());
      }
      turn();
    }
  }

  /** Does what it is time for. */
  public void turn() {
    // What this worker's own tasks owe goes first, and at once.
    if (deliver.done(errors)) {
      backoff = new Backoff();
    } else {
      backoff.pause();
    }
    round();
  }

  private void round() {
    long now = clock.nanos();
    if (now - tended >= HUNGRY_REST) {
      tended = now;
      tend.done(errors);
    }
    if (now - rounded >= poll) {
      rounded = now;
      Set<Upkeep> due = look.due();
      chores.round().stream()
          .filter(chore -> chore.isAmong(due))
          .forEach(chore -> chore.done(errors));
    }
  }

  /** How long it rests if nobody wakes it; shorter while work waits for permits of others. */
  public long rest() {
    long sooner = Math.max(0, tended + HUNGRY_REST - clock.nanos());
    return permits.hungry() ? Math.min(poll, sooner) : poll;
  }
}
