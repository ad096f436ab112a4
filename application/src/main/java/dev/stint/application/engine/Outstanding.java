package dev.stint.application.engine;

/** Whether a worker has anything left to do of what it took. Thread-safe. */
final class Outstanding {

  private final HeldTasks hand;
  private final Settlements settlements;
  private final PendingWakes owing;

  Outstanding(HeldTasks hand, Settlements settlements, PendingWakes owing) {
    this.hand = hand;
    this.settlements = settlements;
    this.owing = owing;
  }

  /** Whether nothing is held, on its way to the store, or owed to others. */
  boolean none() {
    return hand.size() == 0 && settlements.unsettled() == 0 && owing.pending() == 0;
  }
}
