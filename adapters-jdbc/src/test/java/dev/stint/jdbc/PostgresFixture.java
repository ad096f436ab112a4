package dev.stint.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.patience.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** One server for all tests of this JVM, its tables emptied for each. */
final class PostgresFixture extends JdbcFixture {

  private static final DataSource SERVER = start();

  /** As a host has one; tests that are about connections make their own. */
  private static final DataSource POOL = pool();

  PostgresFixture() {
    super(JdbcStores.postgresql(POOL, Duration.ofSeconds(10)));
    empty("stint_tombstones");
  }

  private static DataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(SERVER);
    config.setMaximumPoolSize(32);
    config.setMinimumIdle(0);
    DataSource pool = new HikariDataSource(config);
    JdbcStores.postgresql(pool, Duration.ofSeconds(10)).migrate();
    return pool;
  }

  private static DataSource start() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(FreePort.take())
          // By itself it waits for ten seconds, which a busy machine may need to start a process.
          .setPGStartupWait(Duration.ofMinutes(3))
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .start()
          .getPostgresDatabase();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DataSource server() {
    return SERVER;
  }

  static DataSource hostPool() {
    return POOL;
  }

  static void run(String sql) {
    try (Connection connection = SERVER.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean takesSuccessors() {
    return true;
  }

  /** How many sessions wait for another's lock. */
  static int waiting() {
    return JdbcFixture.number(SERVER, "select count(*) from pg_locks where not granted");
  }

  @Override
  public void close() {}
}
