package dev.stint.jdbc;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept from one use to the next, unless it may still be inside a transaction:
 * work of others would be done in it and never committed, and its lock would keep everybody else
 * waiting. Not thread-safe.
 */
final class KeptHandle implements AutoCloseable {

  private final Jdbi jdbi;
  private @Nullable Handle handle;

  KeptHandle(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.handle = jdbi.open();
  }

  /** The one that was kept, or another. */
  Handle get() {
    Handle kept = handle;
    if (kept == null) {
      kept = jdbi.open();
      handle = kept;
    }
    return kept;
  }

  /** Its last use failed: it is kept only if it is surely in no transaction of the driver's. */
  void failed() {
    if (handle != null && !isIdle(handle)) {
      drop();
    }
  }

  private static boolean isIdle(Handle handle) {
    try {
      Connection connection = handle.getConnection();
      return !connection.isClosed() && connection.getAutoCommit();
    } catch (Throwable e) {
      return false;
    }
  }

  /** Closes it, which ends its transaction; the next use opens another, however that goes. */
  void drop() {
    Handle old = handle;
    handle = null;
    if (old != null) {
      Connection connection = old.getConnection();
      try {
        old.close();
      } catch (Throwable e) {
        abandon(connection);
      }
    }
  }

  private static void abandon(Connection connection) {
    try {
      connection.close();
    } catch (Throwable e) {
      // Nothing more can be done with it.
    }
  }

  @Override
  public void close() {
    Handle old = handle;
    handle = null;
    if (old != null) {
      old.close();
    }
  }
}
