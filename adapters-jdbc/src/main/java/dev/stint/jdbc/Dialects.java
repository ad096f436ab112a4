package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
}
