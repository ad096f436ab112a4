package dev.stint.jdbc;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;

/**
 * Undoes what failed inside a transaction, before Jdbi does. Jdbi sets auto-commit again even if
 * its rollback failed, and that commits what was done so far (see {@link
 * Connection#setAutoCommit}).
 */
final class HalfDone {

  private HalfDone() {}

  static <T> T in(Handle handle, Database.Work<T> work) throws Exception {
    try {
      return work.in(handle);
    } catch (Throwable e) {
      undo(handle.getConnection());
      throw e;
    }
  }

  /** A connection that does not roll back is closed, which ends its transaction. */
  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (Throwable refused) {
      try {
        connection.close();
      } catch (Throwable lost) {
        // Its server ends what it holds.
      }
    }
  }
}
