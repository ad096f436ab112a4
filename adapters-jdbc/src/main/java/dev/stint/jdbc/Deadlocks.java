package dev.stint.jdbc;

import java.util.concurrent.Callable;

/**
 * Runs a transaction again that the database ended to let another one go on. Nothing of it is
 * stored, so whoever asked for it need not hear of it.
 */
final class Deadlocks {

  private static final int AGAIN = 10;

  private Deadlocks() {}

  /**
   * @param transaction begins and ends one; not part of another, which would lose what it did
   */
  static <T> T outlive(Callable<T> transaction) throws Exception {
    for (int left = AGAIN; ; left--) {
      try {
        return transaction.call();
      } catch (Exception e) {
        if (left == 0 || !Failures.undone(e)) {
          throw e;
        }
      }
    }
  }
}
