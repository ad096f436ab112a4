package dev.stint.application.engine.run;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.claim.Buffer;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.SlotStates;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.Claim;
import dev.stint.domain.Lane;

/** Whether a task that runs is to give its slot away. Thread-safe. */
public final class YieldReasons {

  private final WorkerStop stop;
  private final Lease lease;
  private final HeldTasks heldTasks;
  private final Buffer buffer;
  private final SlotStates slots;
  private final FetchSignals fetcher;

  public YieldReasons(
      WorkerStop stop,
      Lease lease,
      HeldTasks heldTasks,
      Buffer buffer,
      SlotStates slots,
      FetchSignals fetcher) {
    this.stop = stop;
    this.lease = lease;
    this.heldTasks = heldTasks;
    this.buffer = buffer;
    this.slots = slots;
    this.fetcher = fetcher;
  }

  boolean any(Claim claim) {
    return heldTasks.signalled(claim.key().task()) || wantsSlot(claim);
  }

  private boolean wantsSlot(Claim claim) {
    if (stop.stopping() || !lease.good()) {
      return true;
    }
    boolean interactive = fetcher.interactiveWaiting() || buffer.hasInteractive();
    return interactive && claim.spec().lane() == Lane.BACKGROUND && slots.idle() == 0;
  }
}
