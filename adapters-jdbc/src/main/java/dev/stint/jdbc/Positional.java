package dev.stint.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements with named values as JDBC takes them: by their places. For the statements that run
 * most often, which are bound and read without a library between.
 *
 * @param names of the values, in the order of their places
 */
record Positional(String text, List<String> names) {

  /** Not the type of a cast, which follows two colons. */
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");

  static Positional of(String statement) {
    String code =
        statement.lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n"));
    List<String> names = NAME.matcher(code).results().map((MatchResult m) -> m.group(1)).toList();
    return new Positional(NAME.matcher(code).replaceAll("?"), names);
  }

  /** Statements that are sent together. */
  static Positional script(List<String> statements) {
    List<Positional> all = statements.stream().map(Positional::of).toList();
    List<String> names = new ArrayList<>();
    all.forEach(one -> names.addAll(one.names));
    return new Positional(
        all.stream().map(Positional::text).collect(Collectors.joining(";\n")), List.copyOf(names));
  }

  void bind(PreparedStatement statement, Map<String, Object> values) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      Object value = values.get(names.get(i));
      if (value == null) {
        throw new IllegalStateException("no value for " + names.get(i));
      }
      statement.setObject(i + 1, value);
    }
  }
}
