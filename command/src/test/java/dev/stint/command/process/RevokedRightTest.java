package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/**
 * A user loses a right while tasks run, and gets it back: what runs comes to its end, once, as if
 * nothing had been. The embedded MariaDB knows no rights.
 */
class RevokedRightTest {

  private static final TaskType<Integer> TYPE = TaskType.of("work", Integer.class);

  /** Longer than this takes on the busiest machine: no lease is to end in it. */
  private static final Duration LEASE = Duration.ofMinutes(30);

  private static final int TASKS = 4;

  @TempDir Path dir;

  private final CountDownLatch running = new CountDownLatch(TASKS);
  private final CountDownLatch revoked = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  private StepOutcome work() throws InterruptedException {
    runs.incrementAndGet();
    running.countDown();
    revoked.await();
    return StepOutcome.done();
  }

  private void outlived(StoreBackend store, Runnable revoke, Runnable grant, String words)
      throws Exception {
    Stint stint =
        Stint.on(store)
            .config(
                Config.DEFAULT
                    .lease(LEASE)
                    .stint(LEASE)
                    .parallelism(2 * TASKS)
                    .poll(Duration.ofMillis(200)))
            .define(
                TaskDefinition.of(TYPE, (number, context) -> work())
                    .each(action -> action.retry(RetryPolicy.NEVER)))
            .build();
    List<TaskId> tasks =
        new ArrayList<>(
            IntStream.range(0, TASKS)
                .mapToObj(i -> stint.tasks().request(TYPE.with(i)).id())
                .toList());
    try {
      stint.work().start();
      running.await();
      revoke.run();
      revoked.countDown();
      await().until(() -> !stint.work().condition().healthy());
      await().until(() -> stint.work().condition().words().contains(words));
      assertThatThrownBy(() -> stint.tasks().request(TYPE.with(TASKS)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(words);
      grant.run();
      tasks.add(stint.tasks().request(TYPE.with(TASKS)).id());

      await().until(() -> tasks.stream().allMatch(t -> run(stint, t).status().finished()));
      assertThat(tasks)
          .allSatisfy(t -> assertThat(run(stint, t).status()).isEqualTo(TaskStatus.SUCCEEDED))
          .allSatisfy(t -> assertThat(stint.ask().history(t, 9, 0)).hasSize(1));
      assertThat(runs).hasValue(TASKS + 1);
    } finally {
      grant.run();
      stint.work().stop(Duration.ofMinutes(1));
    }
  }

  private static Run run(Stint stint, TaskId task) {
    return stint.ask().find(task).orElseThrow().standing().run();
  }

  private static void execute(String url, String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

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
      execute(
          url,
          "create role worker login",
          "grant select, insert, update, delete on all tables in schema public to worker");
      String lost = "insert, update, delete on stint_task, stint_finished";
      try (HikariDataSource worker = pool(url.replaceAll("[?&]user=\\w+", ""), "worker")) {
        outlived(
            JdbcStores.postgresql(worker, LEASE),
            () -> execute(url, "revoke " + lost + " from worker"),
            () -> execute(url, "grant " + lost + " to worker"),
            "permission denied for table stint_");
      }
    }
  }

  @Test
  void redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir);
        Jedis admin = new Jedis(server.node())) {
      admin.aclSetUser("worker", "on", ">secret", "~*", "&*", "+@all");
      try (RedisClient worker = RedisClient.create("redis://worker:secret@" + server.node())) {
        outlived(
            RedisStores.over(worker).prepare(),
            () -> admin.aclSetUser("worker", "-evalsha", "-eval"),
            () -> admin.aclSetUser("worker", "+evalsha", "+eval"),
            "NOPERM");
      }
    }
  }
}
