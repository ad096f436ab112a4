package dev.stint.application.api;

import java.time.Duration;

/** The same engine all day. */
public interface Work {

  /** Begins to claim and run; returns at once. Does nothing if it runs already. */
  void start();

  /** Stops claiming, asks actions to yield, waits at most {@code patience}, hands back the rest. */
  void stop(Duration patience);

  /** Whether it claims and its lease is good; the reason if not. */
  Condition condition();

  /** Health in words. */
  record Condition(boolean healthy, String words, int running, int lostSlots) {}
}
