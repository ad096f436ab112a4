package dev.stint.jdbc;

import dev.stint.application.spi.NewTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A statement of arrays, one for each column, that the server takes apart into rows; of rows that
 * are alike, their ids and arguments alone; of one row, its values.
 */
record PostgresInsert(Statements sql) implements BulkInsert {

  /** Binds the rows to a statement. */
  @FunctionalInterface
  private interface Bound {
    void to(PreparedStatement statement) throws SQLException;
  }

  @Override
  public boolean takes(NewTask task) {
    return task.run().untouched();
  }

  @Override
  public void fresh(Connection connection, List<NewRow> rows, long now) {
    NewRowArrays columns = new NewRowArrays(rows, now);
    if (rows.size() == 1) {
      store(connection, "insert_one", columns::bindOne);
    } else if (columns.alike()) {
      store(connection, "insert_alike", s -> columns.bindAlike(connection, s));
    } else {
      store(connection, "insert_fresh", s -> columns.bind(connection, s));
    }
  }

  private void store(Connection connection, String name, Bound rows) {
    try (PreparedStatement statement = connection.prepareStatement(sql.get(name))) {
      rows.to(statement);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public Set<UUID> unlessTaken(Connection connection, List<NewRow> rows, long now) {
    try (PreparedStatement statement = connection.prepareStatement(sql.get("insert_these"))) {
      new NewRowArrays(rows, now).bind(connection, statement);
      Set<UUID> stored = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.add(row.getObject(1, UUID.class));
        }
      }
      return stored;
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }
}
