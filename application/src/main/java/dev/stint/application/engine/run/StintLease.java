package dev.stint.application.engine.run;

import dev.stint.application.api.LeaseLostException;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.spi.Claim;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whether the task is still this stint's: until it is ended, from inside or outside, or the lease
 * of its worker is lost. Thread-safe.
 */
final class StintLease {

  private final Claim claim;
  private final Lease lease;
  private final Consumer<Claim> stale;

  /** Held during a fenced write, and by who ends the stint from outside. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile boolean ended;

  /**
   * @param stale told of a write that was refused here, for the store would refuse it
   */
  StintLease(Claim claim, Lease lease, Consumer<Claim> stale) {
    this.claim = claim;
    this.lease = lease;
    this.stale = stale;
  }

  ReentrantLock writing() {
    return writing;
  }

  /** The task is somebody else's. */
  void lost() {
    ended = true;
  }

  boolean over() {
    return ended || workerLost();
  }

  /** Whether the worker that claimed the task was declared lost: this one goes on as another. */
  boolean workerLost() {
    return !lease.covers(claim.key().worker());
  }

  /** Ends the stint from outside, unless a write is under way; answers whether it did. */
  boolean kill() {
    return writing.tryLock() && end(this::over);
  }

  /** The same for a stint whose worker was declared lost, which is over but not ended by that. */
  boolean killLost() {
    return writing.tryLock() && end(() -> ended);
  }

  /** Ends the stint from inside; false if somebody else did. */
  boolean finish() {
    writing.lock();
    return end(this::over);
  }

  private boolean end(BooleanSupplier before) {
    try {
      boolean was = before.getAsBoolean();
      ended = true;
      return !was;
    } finally {
      writing.unlock();
    }
  }

  /** A write of a stint that is over is refused without asking the store, and counted as it is. */
  void mustLast() {
    if (over()) {
      stale.accept(claim);
      throw new LeaseLostException(claim.key().task());
    }
  }
}
