package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What JDBC calls the databases that Stint knows. */
final class Products {

  static final Set<String> POSTGRESQL = Set.of("PostgreSQL");
  static final Set<String> MYSQL = Set.of("MariaDB", "MySQL");
  static final Set<String> SQLITE = Set.of("SQLite");
  static final Set<String> H2 = Set.of("H2");

  private static final List<Set<String>> ALL = List.of(POSTGRESQL, MYSQL, SQLITE, H2);

  private Products() {}

  /**
   * Refuses what is another one of these. What is none of them is let through, for it may speak the
   * same language under a name of its own.
   *
   * @throws StoreException permanent, in one sentence
   */
  static void refuseOther(Connection first, Set<String> own) throws SQLException {
    String there = String.valueOf(first.getMetaData().getDatabaseProductName());
    if (!own.contains(there) && ALL.stream().anyMatch(other -> other.contains(there))) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "this is the store for %s, and the data source is of %s; take the store for that"
              .formatted(String.join(" and ", new TreeSet<>(own)), there));
    }
  }
}
