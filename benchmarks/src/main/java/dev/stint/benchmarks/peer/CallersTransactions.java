package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A caller's own transactions: each writes one row of his and stores a task. */
final class CallersTransactions implements AutoCloseable {

  private final HikariDataSource pool;

  /** What is done between the caller's own row and the commit. */
  @FunctionalInterface
  interface Work {
    void on(Connection transaction) throws SQLException;
  }

  CallersTransactions(Arguments arguments) throws SQLException {
    this.pool = Pool.of(arguments.with("pool", arguments.number("callers", 1)));
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists own_row (number int, body text)");
    }
  }

  void run(int number, Work work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into own_row values (?, ?)")) {
        insert.setInt(1, number);
        insert.setString(2, "the caller's own");
        insert.execute();
      }
      work.on(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
