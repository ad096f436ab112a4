package dev.stint.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL of its own, durability on, with a pool large enough for four workers. */
final class Postgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final EmbeddedPostgres server;
  private final HikariDataSource pool;

  private Postgres(EmbeddedPostgres server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
  }

  static Postgres start() throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(48);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    return new Postgres(server, new HikariDataSource(config));
  }

  /** Empty tables. */
  JdbcStores fresh() throws SQLException {
    execute("drop schema public cascade; create schema public");
    return JdbcStores.postgresql(pool, Config.DEFAULT.lease()).migrate();
  }

  /** As autovacuum and the checkpointer would leave what was just filled in. */
  void settle() throws SQLException {
    execute("vacuum analyze stint_task");
    execute("checkpoint");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Waits until this many tasks of the store, and no more, are unfinished. */
  static void awaitLeft(Stint stint, long left) {
    Instant patience = Instant.now().plus(PATIENCE);
    while (unfinished(stint) > left) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("not drained after " + PATIENCE);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long unfinished(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(c -> c.tasks())
        .sum();
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }
}
