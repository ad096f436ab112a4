package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Sets a connection back to what it was before Stint took it. */
@FunctionalInterface
interface Undo {

  /** For a connection that was not changed. */
  Undo NOTHING = connection -> {};

  /** For a connection whose state is unknown, so that it cannot be restored. */
  Undo UNKNOWN =
      connection -> {
        throw new SQLException("not as it was");
      };

  void on(Connection connection) throws SQLException;

  /** This, and then the other; nothing is kept of what changed nothing. */
  default Undo then(Undo next) {
    if (this == NOTHING) {
      return next;
    }
    return next == NOTHING
        ? this
        : connection -> {
          on(connection);
          next.on(connection);
        };
  }
}
