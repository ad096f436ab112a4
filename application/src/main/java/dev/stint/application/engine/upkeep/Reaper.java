package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.action.StepPolicies;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.write.Settlements;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.WriteKey;
import java.util.List;
import java.util.Optional;

/** Declares workers lost and settles what they held. Safe to run anywhere, any number of times. */
public final class Reaper {

  private static final int BATCH = 200;

  private final WorkerStore workers;
  private final Lease lease;
  private final HeldTasks heldTasks;
  private final Settlements settlements;
  private final StepPolicies policies;
  private final FetchSignals fetcher;
  private final StoreClock clock;
  private long claims;
  private long reaped;

  public Reaper(
      WorkerStore workers,
      Lease lease,
      HeldTasks heldTasks,
      Settlements settlements,
      StepPolicies policies,
      FetchSignals fetcher,
      StoreClock clock) {
    this.workers = workers;
    this.lease = lease;
    this.heldTasks = heldTasks;
    this.settlements = settlements;
    this.policies = policies;
    this.fetcher = fetcher;
    this.clock = clock;
    this.reaped = clock.nanos();
  }

  /** Reaps if it is time, where somebody may be lost. */
  public void lookSometimes() {
    if (clock.nanos() - reaped >= lease.length().toNanos() / 2) {
      look();
    }
  }

  /** Reaps whatever the store's upkeep says, for owners that have no row; once in three leases. */
  public void lookRarely() {
    if (clock.nanos() - reaped >= lease.length().toNanos() * 3) {
      look();
    }
  }

  /** Reaps; does nothing while others had no chance to renew, the store having been away. */
  public void look() {
    if (!lease.steady()) {
      return;
    }
    if (reap() > 0) {
      fetcher.hint();
    }
    reaped = clock.nanos();
  }

  /** Answers how many tasks it took over and settled. */
  public int reap() {
    int all = 0;
    for (LostWorker lost : workers.lose()) {
      List<Claim> taken;
      do {
        // Negative numbers: the fetcher of the same worker counts upwards.
        ClaimId id = new ClaimId(lease.worker(), --claims);
        taken = workers.takeOver(id, lost, BATCH);
        settle(taken, lost);
        all += taken.size();
      } while (taken.size() == BATCH);
    }
    return all;
  }

  private void settle(List<Claim> taken, LostWorker lost) {
    heldTasks.took(taken);
    for (Claim claim : taken) {
      TaskId task = claim.key().task();
      if (!Guard.run("settling the lost task " + task, () -> settle(claim, lost))) {
        heldTasks.letGo(claim.key());
      }
    }
  }

  private void settle(Claim claim, LostWorker lost) {
    Failure failure = Failure.temporary("crash", "its worker " + lost.worker() + " was lost");
    WriteKey key = claim.key().next();
    Outcome outcome = policies.of(claim).crashed(claim.run(), failure);
    TaskLog.failed(claim.spec(), outcome, failure, Optional.empty());
    settlements.settle(claim, key, outcome);
  }
}
