package dev.stint.domain.store;

import dev.stint.domain.Fence;

/**
 * Which of the waits of a waiter on one target is stored: the newest, numbered by the fence of the
 * claim that registered it. Waits that builds without numbers stored have the least, 0.
 */
public final class WaitNumber {

  private WaitNumber() {}

  /** What is stored after a registration: one that comes late leaves the newer wait alone. */
  public static Fence registered(Fence stored, Fence asked) {
    return stored.compareTo(asked) < 0 ? asked : stored;
  }

  /** Whether a wait goes when this one is cleared: it does, unless it is newer. */
  public static boolean clears(Fence stored, Fence cleared) {
    return stored.compareTo(cleared) <= 0;
  }
}
