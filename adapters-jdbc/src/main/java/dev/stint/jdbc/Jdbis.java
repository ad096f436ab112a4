package dev.stint.jdbc;

import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Jdbi as the stores use it: it reads statements without its generated lexers. */
final class Jdbis {

  private Jdbis() {}

  static Jdbi over(DataSource source) {
    return quick(Jdbi.create(source));
  }

  static Jdbi over(ConnectionFactory connections) {
    return quick(Jdbi.create(connections));
  }

  private static Jdbi quick(Jdbi jdbi) {
    return jdbi.configure(
        SqlStatements.class,
        statements ->
            statements.setSqlParser(new NamedValues()).setTemplateEngine(new NamedAttributes()));
  }
}
