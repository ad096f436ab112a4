package dev.stint.command.builtin;

import dev.stint.application.api.LeaseLostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** How two imports that make one table ready do so in turn: held until the transaction ends. */
enum ImportTurn {
  /** A lock of the transaction. */
  POSTGRESQL {
    @Override
    void take(Connection connection, ImportTarget.Load load) throws SQLException {
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        lock.setString(1, lockOf(load));
        lock.execute();
      }
    }
  },

  /**
   * A row of the mutexes' table; and the task's own row, because the table is made beside the
   * transaction and a worker that lost the task must not do that.
   */
  MYSQL {
    @Override
    void take(Connection connection, ImportTarget.Load load) throws SQLException {
      if (lock(connection, load) == 0) {
        String sql = "insert ignore into stint_mutex (name, fence, until) values (?, 0, 0)";
        try (PreparedStatement add = connection.prepareStatement(sql)) {
          add.setString(1, lockOf(load));
          add.executeUpdate();
        }
        lock(connection, load);
      }
      String sql = "select 1 from stint_task where id = ? and fence = ? for update";
      try (PreparedStatement own = connection.prepareStatement(sql)) {
        own.setString(1, load.task().toString());
        own.setLong(2, load.fence().value());
        try (ResultSet found = own.executeQuery()) {
          if (!found.next()) {
            throw new LeaseLostException(load.task());
          }
        }
      }
    }

    private static int lock(Connection connection, ImportTarget.Load load) throws SQLException {
      String sql = "update stint_mutex set until = until where name = ?";
      try (PreparedStatement lock = connection.prepareStatement(sql)) {
        lock.setString(1, lockOf(load));
        return lock.executeUpdate();
      }
    }
  },

  /** SQLite's one writer is alone anyway. */
  ALONE {
    @Override
    void take(Connection connection, ImportTarget.Load load) {}
  };

  static ImportTurn of(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "PostgreSQL" -> POSTGRESQL;
      case "MariaDB", "MySQL" -> MYSQL;
      default -> ALONE;
    };
  }

  private static String lockOf(ImportTarget.Load load) {
    return "stint csv.import " + load.table().toLowerCase(Locale.ROOT);
  }

  abstract void take(Connection connection, ImportTarget.Load load) throws SQLException;
}
