package dev.stint.application.engine;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreHealth;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.Draining;
import dev.stint.application.engine.claim.SlotStates;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether a worker works as it should. Thread-safe. */
final class WorkerCondition {

  private final WorkerThreads threads;
  private final Lease lease;
  private final StoreHealth health;
  private final Draining draining;
  private final SlotStates slots;
  private final BooleanSupplier observerHangs;

  WorkerCondition(
      WorkerThreads threads,
      Lease lease,
      StoreHealth health,
      Draining draining,
      SlotStates slots,
      BooleanSupplier observerHangs) {
    this.threads = threads;
    this.lease = lease;
    this.health = health;
    this.draining = draining;
    this.slots = slots;
    this.observerHangs = observerHangs;
  }

  /**
   * Why it does not work as it should, in words; empty if it does.
   *
   * @param registered whether the store knows it
   * @param why it is not registered, or empty
   */
  Optional<String> trouble(boolean registered, String why) {
    Optional<String> broken = threads.broken();
    if (broken.isPresent()) {
      return broken;
    }
    if (!registered) {
      return Optional.of("waiting for the store" + after(why));
    }
    if (!lease.good()) {
      return Optional.of("its lease could not be renewed" + after(health.said("renew")));
    }
    if (observerHangs.getAsBoolean()) {
      return Optional.of(
          "the host's observer does not return, and holds up the thread that told it");
    }
    if (draining.begun()) {
      return Optional.of("takes nothing new and finishes what it holds");
    }
    return slots.enough()
        ? health.trouble()
        : Optional.of(slots.lost() + " actions do not return after their deadline");
  }

  private static String after(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }
}
