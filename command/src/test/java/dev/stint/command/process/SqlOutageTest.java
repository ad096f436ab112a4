package dev.stint.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and MariaDB, killed under load. */
class SqlOutageTest {

  private static final Duration LEASE = Duration.ofSeconds(2);

  @TempDir Path dir;

  @Test
  void workers_outlive_a_postgresql_that_goes_away_and_lose_nothing_that_was_acknowledged()
      throws Exception {
    try (PostgresProcess server = PostgresProcess.start(dir)) {
      outlived(server, server.url(), pool -> JdbcStores.postgresql(pool, LEASE));
    }
  }

  @Test
  void workers_outlive_a_mariadb_that_goes_away_and_lose_nothing_that_was_acknowledged()
      throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      Outage.Server killed =
          new Outage.Server() {
            @Override
            public void kill() throws Exception {
              server.kill();
            }

            @Override
            public void restart() throws Exception {
              server.restart();
            }
          };
      outlived(killed, server.url(), JdbcStores::mysql);
    }
  }

  private static void outlived(
      Outage.Server server, String url, Function<DataSource, JdbcStores> open) throws Exception {
    try (HikariDataSource one = pool(url);
        HikariDataSource other = pool(url);
        HikariDataSource third = pool(url)) {
      open.apply(one).migrate();
      new Outage()
          .mustBeOutlived(
              server, seen(open.apply(one)), seen(open.apply(other)), seen(open.apply(third)));
    }
  }

  private static Outage.Seen seen(JdbcStores stores) {
    return new Outage.Seen(stores.stores(), stores.mutexes());
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(12);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
