package dev.stint.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.RefusedException;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/**
 * A user loses a right while tasks run, and gets it back: what runs comes to its end, once, as if
 * nothing had been.
 */
class RevokedRightTest {

  /** Longer than this takes on the busiest machine: no lease is to end in it. */
  private static final Duration LEASE = Duration.ofMinutes(30);

  @TempDir Path dir;

  private static HikariDataSource pool(String url, String user) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    return new HikariDataSource(pool);
  }

  @Test
  void postgresql() throws Exception {
    try (PostgresProcess server = PostgresProcess.start(dir)) {
      String url = server.url();
      try (HikariDataSource owner = pool(url, "postgres")) {
        JdbcStores.postgresql(owner, LEASE).migrate();
      }
      AdminSql.execute(
          url,
          "create role worker login",
          "grant select, insert, update, delete on all tables in schema public to worker");
      String lost = "insert, update, delete on stint_task, stint_finished";
      try (HikariDataSource worker = pool(url.replaceAll("[?&]user=\\w+", ""), "worker")) {
        new RefusedWhileRunning(true)
            .mustBeOutlived(
                JdbcStores.postgresql(worker, LEASE),
                LEASE,
                RefusedWhileRunning.by(
                    () -> AdminSql.execute(url, "revoke " + lost + " from worker"),
                    () -> AdminSql.execute(url, "grant " + lost + " to worker")),
                "permission denied for table stint_",
                RefusedException.class);
      }
    }
  }

  @Test
  void mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.withRights()) {
      String url = server.url();
      try (HikariDataSource owner = pool(url, "admin")) {
        JdbcStores.mysql(owner).migrate();
      }
      AdminSql.execute(
          url,
          "create user worker@localhost",
          "grant select, insert, update, delete on stint.* to worker@localhost");
      String right = "insert, update, delete on stint.* %s worker@localhost";
      // A connection keeps the rights that it began with in its database: none is kept.
      DataSource worker = new MariaDbDataSource(server.url("worker"));
      new RefusedWhileRunning(true)
          .mustBeOutlived(
              JdbcStores.mysql(worker),
              LEASE,
              RefusedWhileRunning.by(
                  () -> AdminSql.execute(url, "revoke " + right.formatted("from")),
                  () -> AdminSql.execute(url, "grant " + right.formatted("to"))),
              "command denied to user 'worker'",
              RefusedException.class);
    }
  }

  @Test
  void redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir);
        Jedis admin = new Jedis(server.node())) {
      admin.aclSetUser("worker", "on", ">secret", "~*", "&*", "+@all");
      try (RedisClient worker = RedisClient.create("redis://worker:secret@" + server.node())) {
        new RefusedWhileRunning(false)
            .mustBeOutlived(
                RedisStores.over(worker).prepare(),
                LEASE,
                RefusedWhileRunning.by(
                    () -> admin.aclSetUser("worker", "-evalsha", "-eval"),
                    () -> admin.aclSetUser("worker", "+evalsha", "+eval")),
                "NOPERM",
                RefusedException.class);
      }
    }
  }
}
