package dev.stint.jdbc;

import java.util.concurrent.Callable;

/**
 * Retries transactions that the database rolled back in favour of another one, as in a deadlock.
 * Nothing of them was stored, so their callers need not know.
 */
final class Deadlocks {

  private static final int AGAIN = 10;

  private Deadlocks() {}

  /**
   * At most ten retries, at once.
   *
   * @param transaction begins and ends a transaction of its own; as part of another one, it would
   *     run again without what that one did before
   */
  static <T> T retry(Callable<T> transaction) throws Exception {
    for (int left = AGAIN; ; left--) {
      try {
        return transaction.call();
      } catch (Exception e) {
        if (left == 0 || !Failures.isRolledBack(e)) {
          throw e;
        }
      }
    }
  }
}
