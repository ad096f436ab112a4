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
 * A statement of arrays, one for each column, that the server takes apart into rows; of one row,
 * its values.
 */
record PostgresInsert(Statements sql) implements BulkInsert {

  @Override
  public boolean takes(NewTask task) {
    return task.run().untouched();
  }

  @Override
  public void fresh(Connection connection, List<NewRow> rows, long now) {
    boolean one = rows.size() == 1;
    String insert = sql.get(one ? "insert_one" : "insert_fresh");
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      NewRowArrays columns = new NewRowArrays(rows, now);
      if (one) {
        columns.bindOne(statement);
      } else {
        columns.bind(connection, statement);
      }
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
