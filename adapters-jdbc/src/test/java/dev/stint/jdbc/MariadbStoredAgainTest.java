package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

class MariadbStoredAgainTest extends JdbcStoredAgainContract {

  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }

  @Override
  AutoCloseable holdFinishing() {
    MariadbFixture.run(
        "create trigger held after delete on stint_task for each row"
            + " set @held = get_lock('held', 120), @let = release_lock('held')");
    try {
      Connection holder = MariadbFixture.server().getConnection();
      run(holder, "select get_lock('held', 120)");
      return () -> {
        run(holder, "select release_lock('held')");
        holder.close();
        MariadbFixture.run("drop trigger held");
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Those in the trigger, and those behind the row's lock. */
  @Override
  int waiting() {
    return MariadbFixture.waiting();
  }
}
