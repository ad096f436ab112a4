package dev.stint.application.api.operate;

import dev.stint.application.api.ActionContext;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The same engine all day. Thread-safe. */
public interface Work {

  /**
   * Begins to claim and run; returns at once. Does nothing if it runs already, or if the
   * configuration switched the runner off.
   */
  void start();

  /**
   * Stops claiming, asks actions to yield, waits at most {@code patience}, hands back the rest.
   * When it returns, no worker of this engine is live in a store that answered meanwhile. Called by
   * what the engine itself calls (an action, an observer, a listener, a notifier) it returns at
   * once and the stop goes on without the caller, which would wait for itself: see {@link #ended}.
   */
  void stop(Duration patience);

  /**
   * Takes nothing new, lets what runs go on to its outcome, then stops by itself; returns at once.
   */
  void drain();

  /**
   * Completed once the work begun by the last {@link #start} is over, with the reason: a host hangs
   * its exit on it. Never completed before the first start.
   */
  CompletionStage<Ended> ended();

  /**
   * Whether it can claim, settle and renew; if not, the reason in the words of the store where it
   * has any. Answers at once, also while {@link #stop} waits.
   */
  Condition condition();

  /** Health in words. */
  record Condition(boolean healthy, String words, int running, int lostSlots) {}

  /** Why work is over. */
  record Ended(Reason reason, String words) {}

  /** See {@link Ended}. */
  enum Reason {
    /** {@link Work#stop} was called. */
    STOPPED,
    /** {@link Work#drain} was called. */
    DRAINED,
    /** An action called {@link ActionContext#stopWorker}. */
    ASKED,
    /** The configuration says that nothing runs here. */
    DISABLED,
    /** It had begun as many stints as the configuration allows one worker. */
    ENOUGH,
    /** A batch that ends with the first stint to leave its task unfinished met one. */
    UNFINISHED
  }
}
