package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;

class MariadbSilentChunkTest extends JdbcSilentChunkContract {

  private static final com.zaxxer.hikari.HikariDataSource POOL =
      HostPool.mariadb(
          "", config -> config.setConnectionInitSql("set session idle_transaction_timeout = 1"));

  @AfterAll
  static void close() {
    POOL.close();
  }

  @Override
  JdbcStores impatient() {
    new MariadbFixture().close();
    return JdbcStores.mysql(POOL);
  }

  @Override
  String session(Statement statement) throws SQLException {
    // A transaction begins with the first table that is looked at.
    statement.executeQuery("select count(*) from stint_task").close();
    try (ResultSet row = statement.executeQuery("select connection_id()")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  boolean there(String session) {
    try (Connection connection = MariadbFixture.server().getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select 1 from information_schema.processlist where id = " + session)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
