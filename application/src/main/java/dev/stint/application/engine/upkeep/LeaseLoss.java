package dev.stint.application.engine.upkeep;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.run.SlotPool;

/** Forgets everything a worker held that was declared lost, so that it can register anew. */
public final class LeaseLoss {

  private final Lease lease;
  private final TaskObserver observer;
  private final SlotPool slots;
  private final Intake intake;
  private final HeldTasks heldTasks;
  private final Permits permits;

  public LeaseLoss(
      Lease lease,
      TaskObserver observer,
      SlotPool slots,
      Intake intake,
      HeldTasks heldTasks,
      Permits permits) {
    this.lease = lease;
    this.observer = observer;
    this.slots = slots;
    this.intake = intake;
    this.heldTasks = heldTasks;
    this.permits = permits;
  }

  public void forget() {
    lease.lost();
    observer.leaseLost();
    slots.killAll();
    intake.unstarted().forEach(claim -> heldTasks.letGo(claim.key()));
    heldTasks.clear();
    permits.forget();
  }
}
