package dev.stint.jdbc;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.PurgeRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Rows of a table, found by a date column, by a condition in SQL, or by both. Immutable; each
 * method answers a refined copy.
 *
 * @param key the column that tells rows apart, whole numbers, UUIDs or texts; indexed and never
 *     null
 * @param condition what a WHERE clause says of rows that go; of the host's own making, never of
 *     data
 */
public record JdbcPurgeRows(
    DataSource database,
    String table,
    String key,
    Optional<String> dateColumn,
    Optional<String> condition)
    implements PurgeRows {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

  public JdbcPurgeRows {
    named("table", table);
    named("column", key);
    dateColumn.ifPresent(date -> named("column", date));
  }

  /** Rows of a table; a date column or a condition has still to say which. */
  public static JdbcPurgeRows of(DataSource database, String table, String key) {
    return new JdbcPurgeRows(database, table, key, Optional.empty(), Optional.empty());
  }

  /** Those whose date or moment in this column is over for long enough; zoneless ones are UTC. */
  public JdbcPurgeRows dated(String column) {
    return new JdbcPurgeRows(database, table, key, Optional.of(column), condition);
  }

  /** Those of which this is true. */
  public JdbcPurgeRows where(String sql) {
    return new JdbcPurgeRows(database, table, key, dateColumn, Optional.of(sql));
  }

  private static void named(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a %s has a plain name of letters, digits and _, not '%s'".formatted(what, name));
    }
  }

  @Override
  public void check() throws SQLException {
    if (dateColumn.isEmpty() && condition.isEmpty()) {
      throw new RefusedException(
          "a date column or a condition says which rows of " + table + " go");
    }
    find(Optional.empty(), 1, Instant.EPOCH);
  }

  @Override
  public List<String> find(Optional<String> after, int count, Instant before) throws SQLException {
    try (Connection connection = database.getConnection()) {
      PurgeColumns columns = columns(connection);
      String more = after.map(a -> " and " + key + " > ?").orElse("");
      String sql =
          "select %s from %s where %s%s order by %s limit "
                  .formatted(key, table, which(columns), more, key)
              + count;
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        int next = columns.bindDate(select, 1, before);
        if (after.isPresent()) {
          columns.bindKey(select, next, after.get());
        }
        List<String> keys = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            keys.add(rows.getString(1));
          }
        }
        return keys;
      } finally {
        settle(connection, false);
      }
    }
  }

  @Override
  public void delete(List<String> keys, Instant before) throws SQLException {
    try (Connection connection = database.getConnection()) {
      PurgeColumns columns = columns(connection);
      String marks = String.join(", ", keys.stream().map(k -> "?").toList());
      String sql =
          "delete from %s where %s and %s in (%s)".formatted(table, which(columns), key, marks);
      boolean done = false;
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        int next = columns.bindDate(delete, 1, before);
        for (String each : keys) {
          columns.bindKey(delete, next++, each);
        }
        delete.executeUpdate();
        done = true;
      } finally {
        settle(connection, done);
      }
    }
  }

  /** Whatever the pool's setting: what is not committed by itself is ended here. */
  private static void settle(Connection connection, boolean commit) throws SQLException {
    if (!connection.getAutoCommit()) {
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
  }

  private String which(PurgeColumns columns) {
    return columns.older() + condition.map(c -> " and (" + c + ")").orElse("");
  }

  private PurgeColumns columns(Connection connection) throws SQLException {
    String names = key + dateColumn.map(d -> ", " + d).orElse("");
    try (PreparedStatement none =
            connection.prepareStatement("select " + names + " from " + table + " where 1 = 0");
        ResultSet rows = none.executeQuery()) {
      ResultSetMetaData found = rows.getMetaData();
      PurgeColumns.Column keys =
          new PurgeColumns.Column(key, found.getColumnType(1), found.getColumnTypeName(1));
      return new PurgeColumns(
          Dialects.of(connection),
          keys,
          dateColumn.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new PurgeColumns.Column(
                      dateColumn.get(), found.getColumnType(2), found.getColumnTypeName(2))));
    }
  }
}
