package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The application's own tables, in the same SQLite file as Stint's. */
record Shop(String url) {

  static final int ARTICLES = 2_000_000;

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Articles 1 to 2,000,000 at 10.00 each, unless they are there. */
  void open() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 10000");
      statement.execute(
          "create table if not exists price (article integer primary key, cents int)");
      statement.execute(
          """
          insert into price with recursive n(i) as (select 1 union all select i + 1 from n limit %d)
          select i, 1000 from n where not exists (select 1 from price)\
          """
              .formatted(ARTICLES));
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery(sql);
      return row.getLong(1);
    }
  }
}
