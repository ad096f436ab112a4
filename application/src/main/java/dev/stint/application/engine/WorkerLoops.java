package dev.stint.application.engine;

import dev.stint.application.engine.claim.Fetcher;
import dev.stint.application.engine.run.SlotPool;
import dev.stint.application.engine.upkeep.Heartbeat;
import dev.stint.application.engine.upkeep.Maintenance;
import dev.stint.application.engine.write.Settlements;
import java.time.Duration;

/** The threads of a worker, in the order in which they begin and end. Thread-safe. */
final class WorkerLoops {

  private final Heartbeat heartbeat;
  private final Settlements settlements;
  private final Maintenance maintenance;
  private final SlotPool slots;
  private final Fetcher fetcher;

  WorkerLoops(
      Heartbeat heartbeat,
      Settlements settlements,
      Maintenance maintenance,
      SlotPool slots,
      Fetcher fetcher) {
    this.heartbeat = heartbeat;
    this.settlements = settlements;
    this.maintenance = maintenance;
    this.slots = slots;
    this.fetcher = fetcher;
  }

  /** What a registered worker needs whatever it does: it renews its lease and settles. */
  void begin() {
    heartbeat.start();
    settlements.start();
  }

  /** Runs once, in the calling thread, the upkeep that has to come before the first claim. */
  void tidyUp() {
    maintenance.doAll();
  }

  /** From now on it claims, runs and tidies up. */
  void work() {
    slots.start();
    fetcher.start();
    maintenance.start();
  }

  /** From now on it tidies up, and claims nothing itself. */
  void maintain() {
    maintenance.start();
  }

  /** Waits until the claim under way was answered: it may bring tasks. */
  void awaitClaim(Duration atMost) {
    fetcher.ended(atMost);
  }

  /** Ends whatever still runs, at no attempt. */
  void endAll() {
    slots.endAll();
  }

  /** Wakes them all, so that each sees that the worker is closed. */
  void close() {
    settlements.close();
    slots.wakeAll();
    heartbeat.look();
  }
}
