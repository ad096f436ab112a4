package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.write.PendingWakes;
import dev.stint.application.spi.RunStore;
import java.time.Duration;

/** Delivers the wakes that tasks owe each other. For the chores' thread. */
public final class OwedDeliveries {

  private static final int AT_ONCE = 2_000;

  private final PendingWakes pendingWakes;
  private final Deliveries deliveries;
  private final RunStore runs;
  private final FetchSignals fetcher;

  public OwedDeliveries(
      PendingWakes pendingWakes, Deliveries deliveries, RunStore runs, FetchSignals fetcher) {
    this.pendingWakes = pendingWakes;
    this.deliveries = deliveries;
    this.runs = runs;
    this.fetcher = fetcher;
  }

  /** Whether this worker's own tasks owe something. */
  public boolean pending() {
    return pendingWakes.pending() > 0;
  }

  /** What this worker's own tasks owe. */
  public void own() {
    pendingWakes.handOver(
        targets -> {
          if (deliveries.of(targets) > 0) {
            fetcher.hint();
          }
        });
  }

  /** What others left undone. */
  public void sweep() {
    sweep(UpkeepLook.AGE);
  }

  /**
   * What anybody left undone so far, however short ago; answers whether it found nothing to do, nor
   * passed anything by that others hold.
   */
  public boolean sweepAll() {
    return sweep(Duration.ZERO) == 0 && !runs.hasUndelivered();
  }

  private int sweep(Duration age) {
    int delivered = runs.deliver(AT_ONCE, age) + deliveries.sweep(age);
    if (delivered > 0) {
      fetcher.hint();
    }
    return delivered;
  }
}
