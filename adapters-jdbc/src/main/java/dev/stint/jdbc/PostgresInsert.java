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

/** A statement of arrays, one for each column, that the server takes apart into rows. */
record PostgresInsert(Statements sql) implements BulkInsert {

  @Override
  public boolean takes(NewTask task) {
    return task.run().untouched();
  }

  @Override
  public void fresh(Connection connection, List<NewRow> rows, long now) {
    try (PreparedStatement statement = connection.prepareStatement(sql.get("insert_fresh"))) {
      new NewRowArrays(rows, now).bind(connection, statement);
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
