package dev.stint.jdbc;

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

  PostgresFixture() {
    super(JdbcStores.postgresql(SERVER, Duration.ofSeconds(10)));
    run(
        "truncate stint_task, stint_finished, stint_key, stint_worker, stint_message,"
            + " stint_attempt, stint_set_aside, stint_mutex, stint_wait, stint_serial, stint_turn,"
            + " stint_register");
  }

  private static DataSource start() {
    try {
      return EmbeddedPostgres.builder()
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

  static void run(String sql) {
    try (Connection connection = SERVER.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean takesHeirs() {
    return true;
  }

  @Override
  public void close() {}
}
