package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.Gates;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.claim.SlotStates;

/** Takes and gives back permits while work waits for them. For the chores' thread. */
public final class PermitTending {

  private final Permits permits;
  private final Gates gates;
  private final Lease lease;
  private final StoreClock clock;
  private final SlotStates slots;
  private final FetchSignals fetcher;

  public PermitTending(
      Permits permits,
      Gates gates,
      Lease lease,
      StoreClock clock,
      SlotStates slots,
      FetchSignals fetcher) {
    this.permits = permits;
    this.gates = gates;
    this.lease = lease;
    this.clock = clock;
    this.slots = slots;
    this.fetcher = fetcher;
  }

  /** Whether the register should be looked at soon, for work waits. */
  boolean hungry() {
    return permits.hungry();
  }

  public void tend() {
    if (permits.waiting() > 0) {
      gates.look();
    }
    if (permits.tend(lease.worker(), clock.nanos())) {
      slots.wake(permits.waiting());
      fetcher.hint();
    }
  }
}
