package dev.stint.application.engine;

/** Whether a worker has anything left to do of what it took. Thread-safe. */
final class Outstanding {

  private final Hand hand;
  private final Settlements settlements;
  private final Owing owing;

  Outstanding(Hand hand, Settlements settlements, Owing owing) {
    this.hand = hand;
    this.settlements = settlements;
    this.owing = owing;
  }

  /** Whether nothing is held, on its way to the store, or owed to others. */
  boolean none() {
    return hand.size() == 0 && settlements.unsettled() == 0 && owing.pending() == 0;
  }
}
