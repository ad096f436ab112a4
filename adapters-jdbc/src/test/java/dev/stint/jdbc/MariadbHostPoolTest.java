package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.task.TaskFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariadbHostPoolTest extends JdbcHostPoolContract {

  @Override
  HikariDataSource pool(Consumer<HikariConfig> set) {
    return HostPool.mariadb("", set);
  }

  @Override
  HikariDataSource patient() {
    return HostPool.mariadb("&socketTimeout=60000", config -> {});
  }

  @Override
  JdbcStores on(DataSource source) {
    return JdbcStores.mysql(source);
  }

  @Override
  void empty() {
    new MariadbFixture().close();
  }

  @Override
  Connection beside() throws SQLException {
    return MariadbFixture.server().getConnection();
  }

  @Test
  void a_callers_transaction_that_began_before_a_key_was_taken_is_told_its_task() throws Exception {
    try (HikariDataSource pool = pool(config -> {});
        Connection caller = pool.getConnection()) {
      JdbcStores jdbc = on(pool);
      caller.setAutoCommit(false);
      caller.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      caller.createStatement().executeQuery("select count(*) from stint_key").close();
      jdbc.stores().requests().insert(List.of(Sample.of(1).active("k").make()));

      List<Inserted> answers =
          jdbc.stores().requests().insertWithin(caller, List.of(Sample.of(2).active("k").make()));

      assertThat(answers).extracting(Inserted::id).containsExactly(Sample.id(1));
      assertThat(answers).noneMatch(Inserted::isNew);
      caller.rollback();
    }
  }

  @Test
  void affected_rows_for_found_rows_are_refused() {
    try (HikariDataSource pool = HostPool.mariadb("&useAffectedRows=true", config -> {})) {
      assertThatThrownBy(() -> on(pool).stores().queries().health())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("useAffectedRows");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "max_statement_time, 60.000000, 0.000000",
    "sql_select_limit, 1, 18446744073709551615",
    "max_join_size, 1000000, 18446744073709551615",
    "sql_safe_updates, 1, 0"
  })
  void a_limit_of_the_hosts_statements_does_not_hold_for_stints(
      String name, String set, String lifted) throws Exception {
    try (HikariDataSource pool =
        pool(
            config -> {
              config.setMaximumPoolSize(1);
              config.setConnectionInitSql("set session " + name + " = " + set);
            })) {
      HostConnections connections = new HostConnections(pool, new MysqlNeeds());

      Connection taken = connections.openConnection();
      assertThat(said(taken, "select @@session." + name)).isEqualTo(lifted);
      connections.closeConnection(taken);

      assertThat(said(pool, "select @@session." + name)).isEqualTo(set);
    }
  }

  @Test
  void all_rows_are_seen_though_the_host_limits_what_its_statements_answer() {
    try (HikariDataSource pool =
        pool(config -> config.setConnectionInitSql("set session sql_select_limit = 1"))) {
      JdbcStores jdbc = on(pool);

      jdbc.stores().requests().insert(List.of(Sample.of(1).make(), Sample.of(2).make()));

      assertThat(jdbc.stores().queries().list(TaskFilter.newest(9))).hasSize(2);
    }
  }

  @Test
  void tables_are_looked_for_where_they_were_found_wherever_the_host_left_its_connections()
      throws Exception {
    try (HikariDataSource pool = pool(config -> config.setMaximumPoolSize(1))) {
      JdbcStores jdbc = on(pool);
      jdbc.stores().requests().insert(List.of(Sample.of(1).make()));
      try (Connection left = beside();
          Statement statement = left.createStatement()) {
        statement.execute("create database if not exists elsewhere");
      }
      String home = said(pool, "select database()");
      try (Connection left = pool.getConnection();
          Statement statement = left.createStatement()) {
        statement.execute("use elsewhere");
      }

      jdbc.stores().requests().insert(List.of(Sample.of(2).make()));

      assertThat(jdbc.stores().queries().list(TaskFilter.newest(9))).hasSize(2);
      assertThat(home).isNotEqualTo("elsewhere");
      assertThat(said(pool, "select database()")).isEqualTo("elsewhere");
    }
  }

  private static String said(DataSource source, String query) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return said(connection, query);
    }
  }

  private static String said(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
