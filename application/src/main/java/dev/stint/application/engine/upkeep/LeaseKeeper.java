package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.life.WriteKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renews the lease, hears what the store says with it, begins anew under another id once the worker
 * was declared lost, and hands back what is held by mistake. For one thread.
 */
public final class LeaseKeeper {

  private final Lease lease;
  private final HeldTasks heldTasks;
  private final FetchSignals fetcher;
  private final WorkerStop stop;
  private final WorkerStore workers;
  private final RunStore runs;
  private final Runnable lost;
  private Set<WriteKey> suspicious = Set.of();

  /**
   * @param lost forgets everything that the worker held
   */
  public LeaseKeeper(
      Lease lease,
      HeldTasks heldTasks,
      FetchSignals fetcher,
      WorkerStop stop,
      WorkerStore workers,
      RunStore runs,
      Runnable lost) {
    this.lease = lease;
    this.heldTasks = heldTasks;
    this.fetcher = fetcher;
    this.stop = stop;
    this.workers = workers;
    this.runs = runs;
    this.lost = lost;
  }

  /** Whether somebody failed to renew it since this did. */
  boolean doubtful() {
    return lease.isDoubtful();
  }

  public void renew() {
    boolean good = lease.good();
    if (!lease.isLost()) {
      Renewed answer = lease.renew();
      if (answer.live()) {
        heard(answer);
      } else if (!stop.closed()) {
        lost.run();
      }
    }
    // What fails here is tried again at the next beat: there is no half worker in between.
    if (lease.isLost() && !stop.stopping()) {
      lease.startOver();
    }
    if (!good && lease.good()) {
      fetcher.hint();
    }
  }

  private void heard(Renewed answer) {
    heldTasks.heard(answer.signals());
    if (answer.interactiveWaiting()) {
      fetcher.interactiveWaiting(true);
      fetcher.hint();
    }
  }

  /** Releases what the store twice said is ours and this worker knows nothing of. */
  public void reconcile() {
    List<WriteKey> unknown = heldTasks.unknown(workers.held(lease.worker()));
    List<WriteKey> again = unknown.stream().filter(suspicious::contains).toList();
    suspicious = new HashSet<>(unknown);
    if (!again.isEmpty()) {
      runs.release(again.stream().map(WriteKey::next).toList());
    }
  }
}
