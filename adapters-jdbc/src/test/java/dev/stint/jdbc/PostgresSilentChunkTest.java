package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

class PostgresSilentChunkTest extends JdbcSilentChunkContract {

  @Override
  JdbcStores impatient() {
    new PostgresFixture().close();
    return JdbcStores.postgresql(HostPool.postgres(""), Duration.ofSeconds(2));
  }

  @Override
  String session(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  boolean there(String session) {
    try (Connection connection = PostgresFixture.server().getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select 1 from pg_stat_activity where pid = " + session)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
