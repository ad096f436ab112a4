package dev.stint.command.process;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.spi.StoreBackend;
import dev.stint.jdbc.JdbcStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A user loses one right of the four while tasks run: some of what a worker writes is taken, the
 * rest denied. The worker says so, stops within its patience, and nothing is lost once the right is
 * back.
 */
class OneRightRevokedTest {

  private static final Duration LEASE = Duration.ofMinutes(30);

  @TempDir static Path dir;

  private static PostgresProcess postgres;
  private static MariadbProcess mariadb;

  @BeforeAll
  static void servers() throws IOException {
    postgres = PostgresProcess.start(dir);
    mariadb = MariadbProcess.withRights();
    try (HikariDataSource owner = AdminSql.pool(postgres.url());
        HikariDataSource admin = AdminSql.pool(mariadb.url())) {
      JdbcStores.postgresql(owner, LEASE).migrate();
      JdbcStores.mysql(admin).migrate();
    }
    AdminSql.execute(postgres.url(), "create role worker login");
    AdminSql.execute(
        postgres.url(),
        "grant select, insert, update, delete on all tables in schema public to worker");
    AdminSql.execute(mariadb.url(), "create user worker@localhost");
    AdminSql.execute(
        mariadb.url(), "grant select, insert, update, delete on stint.* to worker@localhost");
  }

  @AfterAll
  static void end() throws IOException {
    postgres.close();
    mariadb.close();
  }

  private static String asWorker(String url) {
    return url.replaceAll("([?&]user=)\\w+", "$1worker");
  }

  private interface Case {
    void of(StoreBackend store, RefusedWhileRunning.Outlived right) throws Exception;
  }

  private static void onPostgresql(String right, Duration lease, Case todo) throws Exception {
    try (HikariDataSource worker = AdminSql.pool(asWorker(postgres.url()))) {
      String of = right + " on all tables in schema public ";
      todo.of(
          JdbcStores.postgresql(worker, lease),
          RefusedWhileRunning.by(
              () -> AdminSql.execute(postgres.url(), "revoke " + of + "from worker"),
              () -> AdminSql.execute(postgres.url(), "grant " + of + "to worker")));
    }
  }

  private static void onMariadb(String right, Case todo) throws Exception {
    // No pool: a connection keeps the rights that it began with in its database.
    String of = right + " on stint.* ";
    todo.of(
        JdbcStores.mysql(new MariaDbDataSource(asWorker(mariadb.url()))),
        RefusedWhileRunning.by(
            () -> AdminSql.execute(mariadb.url(), "revoke " + of + "from worker@localhost"),
            () -> AdminSql.execute(mariadb.url(), "grant " + of + "to worker@localhost")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "insert", "delete", "select"})
  void postgresql(String right) throws Exception {
    onPostgresql(
        right,
        LEASE,
        (store, server) ->
            new RefusedWhileRunning(true)
                .mustBeOutlived(store, LEASE, server, "permission denied for table stint_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "insert", "delete", "select"})
  void mariadb(String right) throws Exception {
    onMariadb(
        right,
        (store, server) ->
            new RefusedWhileRunning(true)
                .mustBeOutlived(store, LEASE, server, "command denied to user 'worker'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "insert", "delete", "select"})
  void postgresql_while_the_worker_stops(String right) throws Exception {
    onPostgresql(right, RefusedWhileRunning.SHORT, new RefusedWhileRunning(true)::mustStop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "insert", "delete", "select"})
  void mariadb_while_the_worker_stops(String right) throws Exception {
    onMariadb(right, new RefusedWhileRunning(true)::mustStop);
  }
}
