package dev.stint.command.process;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** A server takes no writes for longer than a lease, and then takes them again. */
class ReadOnlyServerTest {

  private static final Duration LEASE = Duration.ofSeconds(3);

  private static final List<String> TABLES =
      List.of("stint_task", "stint_finished", "stint_worker");

  private static final String FULL =
      "create trigger full_disk before insert or update or delete on %s"
          + " for each statement execute function full_disk()";

  private static final String ROOM = "drop trigger if exists full_disk on %s";

  @TempDir Path dir;

  @Test
  void mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.withRights()) {
      String url = server.url();
      try (HikariDataSource owner = AdminSql.pool(url)) {
        JdbcStores.mysql(owner).migrate();
      }
      AdminSql.execute(url, "create user worker@localhost");
      AdminSql.execute(url, "grant select, insert, update, delete on stint.* to worker@localhost");
      try (HikariDataSource worker = AdminSql.pool(server.url("worker"))) {
        new RefusedWhileRunning(true)
            .mustBeOutlived(
                JdbcStores.mysql(worker),
                LEASE,
                RefusedWhileRunning.by(
                    () -> AdminSql.execute(url, "set global read_only = 1"),
                    () -> AdminSql.execute(url, "set global read_only = 0")),
                "--read-only",
                UnknownOutcomeException.class);
      }
    }
  }

  /** The server says it of each statement that writes, as it does when its disk is full. */
  @Test
  void postgresql_whose_disk_is_full() throws Exception {
    try (PostgresProcess server = PostgresProcess.start(dir);
        HikariDataSource worker = AdminSql.pool(server.url())) {
      JdbcStores.postgresql(worker, LEASE).migrate();
      AdminSql.execute(
          server.url(),
          "create function full_disk() returns trigger language plpgsql as $$ begin"
              + " raise 'no space left on device' using errcode = 'disk_full'; end $$");
      new RefusedWhileRunning(true)
          .mustBeOutlived(
              JdbcStores.postgresql(worker, LEASE),
              LEASE,
              RefusedWhileRunning.by(
                  () -> TABLES.forEach(t -> AdminSql.execute(server.url(), FULL.formatted(t))),
                  () -> TABLES.forEach(t -> AdminSql.execute(server.url(), ROOM.formatted(t)))),
              "no space left on device",
              UnknownOutcomeException.class);
    }
  }

  @Test
  void redis_that_became_a_replica() throws Exception {
    redis("READONLY", "replicaof 127.0.0.1 1", "replicaof no one");
  }

  @Test
  void redis_without_its_replicas() throws Exception {
    redis("NOREPLICAS", "config set min-replicas-to-write 1", "config set min-replicas-to-write 0");
  }

  @Test
  void redis_that_is_full() throws Exception {
    redis("OOM", "config set maxmemory 1", "config set maxmemory 0");
  }

  private void redis(String words, String refuse, String take) throws Exception {
    try (RedisProcess server = RedisProcess.start(dir);
        RedisClient worker = RedisClient.create(server.node())) {
      new RefusedWhileRunning(false)
          .mustBeOutlived(
              RedisStores.over(worker).prepare(),
              LEASE,
              RefusedWhileRunning.by(() -> command(server, refuse), () -> command(server, take)),
              words,
              UnknownOutcomeException.class);
    }
  }

  private static void command(RedisProcess server, String words) {
    try (Jedis admin = new Jedis(server.node())) {
      String[] all = words.split(" ");
      admin.sendCommand(
          () -> all[0].getBytes(StandardCharsets.US_ASCII), Arrays.copyOfRange(all, 1, all.length));
    }
  }
}
