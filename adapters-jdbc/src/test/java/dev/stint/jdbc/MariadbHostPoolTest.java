package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

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
}
