package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.spi.Claim;
import dev.stint.domain.WorkerId;
import java.util.Optional;

/** Whether a worker may claim, receive what it claimed, and start it. Thread-safe. */
public final class Admission {

  private final WorkerStop stop;
  private final Draining draining;
  private final Lease lease;
  private final SlotStates slots;
  private final StoreClock clock;
  private final Optional<Long> end;

  /**
   * @param end the tick from which on nothing is claimed, for a batch
   */
  public Admission(
      WorkerStop stop,
      Draining draining,
      Lease lease,
      SlotStates slots,
      StoreClock clock,
      Optional<Long> end) {
    this.stop = stop;
    this.draining = draining;
    this.lease = lease;
    this.slots = slots;
    this.clock = clock;
    this.end = end;
  }

  /** Whether it may claim now: its lease is good, enough slots work, and its time is not up. */
  public boolean claims() {
    boolean inTime = end.map(e -> clock.nanos() - e < 0).orElse(true);
    return inTime && lease.good() && slots.enough() && !draining.begun();
  }

  /** Whether what was claimed under this id may wait for a slot. */
  boolean receives(WorkerId by) {
    return !stop.stopping() && !draining.begun() && lease.good() && by.equals(lease.worker());
  }

  /** Whether the task may start; one that may counts as started. */
  public boolean starts(Claim claim) {
    boolean mine = lease.covers(claim.key().worker());
    return mine && !stop.stopping() && draining.admits();
  }
}
