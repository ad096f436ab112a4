package dev.stint.domain.life;

import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;

/**
 * What the domain must know of an action to decide for it.
 *
 * @param hasStart whether it has a start hook
 * @param hasRecover whether it has a recover hook
 * @param hookRetries how often a hook that failed or died is tried again; 0 is seed 000's rule
 */
public record ActionPolicy(
    String name,
    boolean hasStart,
    boolean hasRecover,
    RetryPolicy retry,
    int hookRetries,
    GiveUp giveUp) {

  /** The default of {@code hookRetries}. */
  public static final int DEFAULT_HOOK_RETRIES = 2;

  public ActionPolicy {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an action needs a name");
    }
    if (hookRetries < 0) {
      throw new IllegalArgumentException("hookRetries must not be negative: " + hookRetries);
    }
  }

  /** An action without hooks, with every default. */
  public static ActionPolicy of(String name) {
    return new ActionPolicy(
        name, false, false, RetryPolicy.DEFAULT, DEFAULT_HOOK_RETRIES, GiveUp.FAIL_TASK);
  }

  boolean hasHooks() {
    return hasStart || hasRecover;
  }
}
