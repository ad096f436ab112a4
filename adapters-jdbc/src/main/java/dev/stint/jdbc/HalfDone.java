package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Undoes what failed inside a transaction. Setting auto-commit after a failed rollback, as Jdbi
 * does, commits what was done so far (see {@link Connection#setAutoCommit}). A connection that
 * cannot roll back is therefore aborted, which ends its transaction.
 */
final class HalfDone {

  private HalfDone() {}

  /** Does work in a transaction that Jdbi began and will end. */
  static <T> T in(Handle handle, Database.Work<T> work) throws Exception {
    try {
      return work.in(handle);
    } catch (Throwable e) {
      undo(handle.getConnection());
      throw e;
    }
  }

  /** Answers whether the connection can be used again. */
  static boolean undo(Connection connection) {
    try {
      connection.rollback();
      return true;
    } catch (Throwable refused) {
      // Aborted first: what a pool takes back closed it might lend again. Some drivers only close.
      quietly(() -> connection.abort(Runnable::run));
      quietly(connection::close);
      return false;
    }
  }

  /** What cannot be ended here its server ends. */
  private static void quietly(Ending ending) {
    try {
      ending.end();
    } catch (Throwable e) {
      // It is not asked again.
    }
  }

  private interface Ending {
    void end() throws SQLException;
  }
}
