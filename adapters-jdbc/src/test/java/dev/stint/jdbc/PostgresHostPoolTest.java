package dev.stint.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresHostPoolTest extends JdbcHostPoolContract {

  @Override
  HikariDataSource pool(Consumer<HikariConfig> set) {
    return HostPool.postgres("", set);
  }

  @Override
  HikariDataSource patient() {
    PGSimpleDataSource source = HostPool.postgres("");
    source.setSocketTimeout(60);
    return HostPool.postgres("", config -> config.setDataSource(source));
  }

  @Override
  JdbcStores on(DataSource source) {
    return JdbcStores.postgresql(source, Duration.ofSeconds(10));
  }

  @Override
  void empty() {
    new PostgresFixture().close();
  }

  @Override
  Connection beside() throws SQLException {
    return PostgresFixture.server().getConnection();
  }
}
