package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.contract.Sample;
import dev.stint.domain.task.TaskFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
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

  @Test
  void tables_are_looked_for_where_they_were_found_wherever_the_host_left_its_connections()
      throws Exception {
    try (HikariDataSource pool = pool(config -> config.setMaximumPoolSize(1))) {
      JdbcStores jdbc = on(pool);
      jdbc.stores().requests().insert(List.of(Sample.of(1).make()));
      try (Connection left = pool.getConnection();
          Statement statement = left.createStatement()) {
        statement.execute("set search_path to elsewhere");
      }

      jdbc.stores().requests().insert(List.of(Sample.of(2).make()));

      assertThat(jdbc.stores().queries().list(TaskFilter.newest(9))).hasSize(2);
      try (Connection left = pool.getConnection();
          Statement statement = left.createStatement();
          ResultSet row = statement.executeQuery("show search_path")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("elsewhere");
      }
    }
  }
}
