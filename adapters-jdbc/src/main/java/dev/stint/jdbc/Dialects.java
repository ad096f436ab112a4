package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Every SQL database that Stint knows. */
final class Dialects {

  static final Dialect POSTGRESQL = new PostgresDialect();
  static final Dialect MYSQL = new MysqlDialect();
  static final Dialect SQLITE = new SqliteDialect();

  static final Dialect H2 = new H2Dialect();

  static final List<Dialect> ALL = List.of(POSTGRESQL, MYSQL, SQLITE, H2);

  private Dialects() {}

  /** Of the database behind a host's connection; empty if it is none of Stint's. */
  static Optional<Dialect> of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return ALL.stream().filter(d -> d.products().contains(product)).findFirst();
  }

  /**
   * Refuses what is another one of Stint's databases. What it does not know is let through, for it
   * may speak the same language under a name of its own.
   *
   * @throws StoreException permanent, in one sentence
   */
  static void refuseOther(Connection first, Dialect own) throws SQLException {
    Optional<Dialect> found = of(first);
    if (found.isPresent() && found.get() != own) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "this is the store for %s, and the data source is of %s; take the store for that"
              .formatted(
                  String.join(" and ", new TreeSet<>(own.products())),
                  first.getMetaData().getDatabaseProductName()));
    }
  }
}
