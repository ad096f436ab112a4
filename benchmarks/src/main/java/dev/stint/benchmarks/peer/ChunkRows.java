package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows that are copied from one table to another, by the same statements for all. */
final class ChunkRows {

  private static final String TABLES =
      """
      create table source_row (id bigint primary key, body text not null);
      create table copied_row (id bigint not null, body text not null);
      create table hand_cursor (after bigint not null);
      insert into hand_cursor values (-1)
      """;

  /** One of them. */
  record Row(long id, String body) {}

  private ChunkRows() {}

  static void fill(HikariDataSource pool, int to) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      statement.execute(
          "insert into source_row select n, 'order-' || n from generate_series(0, "
              + (to - 1)
              + ") n");
    }
  }

  static List<Row> next(Connection connection, long after, int size) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, body from source_row where id > ? order by id limit ?")) {
      select.setLong(1, after);
      select.setInt(2, size);
      List<Row> some = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          some.add(new Row(rows.getLong(1), rows.getString(2)));
        }
      }
      return some;
    }
  }

  static void copy(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into copied_row select * from unnest(?::bigint[], ?::text[])")) {
      insert.setArray(1, connection.createArrayOf("bigint", rows.stream().map(Row::id).toArray()));
      insert.setArray(2, connection.createArrayOf("text", rows.stream().map(Row::body).toArray()));
      insert.execute();
    }
  }
}
