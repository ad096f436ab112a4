package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query with named values and one row as its answer, read once and then sent by plain JDBC: of
 * what an idle worker asks each second most would be the making of handles and bindings.
 * Thread-safe.
 */
final class PlainQuery {

  private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");

  private final String sql;
  private final List<String> names = new ArrayList<>();

  PlainQuery(String named) {
    String code = named.lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n"));
    Matcher found = NAME.matcher(code);
    while (found.find()) {
      names.add(found.group(1));
    }
    this.sql = NAME.matcher(code).replaceAll("?");
  }

  /** What is read of the row. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> T one(Connection connection, Map<String, Long> values, Reading<T> reading) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < names.size(); i++) {
        statement.setLong(i + 1, Objects.requireNonNull(values.get(names.get(i))));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return reading.of(row);
      }
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }
}
