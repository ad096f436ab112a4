package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * A query with one row as its answer, sent by plain JDBC: of what an idle worker asks each second
 * most would be the making of handles and bindings. Thread-safe.
 */
final class PlainQuery {

  private final Positional query;

  PlainQuery(String named) {
    this.query = Positional.of(named);
  }

  /** What is read of the row. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> T one(Connection connection, Map<String, Object> values, Reading<T> reading) {
    try (PreparedStatement statement = connection.prepareStatement(query.text())) {
      query.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return reading.of(row);
      }
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }
}
