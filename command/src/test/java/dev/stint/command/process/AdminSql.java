package dev.stint.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What a test does to a database as its administrator. */
final class AdminSql {

  private AdminSql() {}

  /** On one connection, each by itself. */
  static void execute(String url, String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static HikariDataSource pool(String url) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    return new HikariDataSource(pool);
  }
}
