package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that will not take one write, and take all others. */
class RefusedByServerTest {

  private static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int PACKET = 1 << 20;

  @TempDir Path dir;

  private static Run run(Stint stint, TaskId task) {
    return stint.ask().find(task).orElseThrow().standing().run();
  }

  @Test
  void a_parent_whose_child_was_not_stored_did_not_succeed() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("child.db");
    JdbcStores sqlite = JdbcStores.sqlite(url).migrate();
    Stint stint =
        Stint.on(sqlite.stores(), sqlite.mutexes())
            .define(
                List.of(
                    TaskDefinition.of(
                        PARENT,
                        (name, context) -> {
                          context.request(CHILD.with("child of " + name));
                          return StepOutcome.done();
                        }),
                    TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done())))
            .build();
    TaskId parent = stint.tasks().request(PARENT.with("one")).id();
    AdminSql.execute(
        url,
        "create trigger no_child before insert on stint_task when new.type = 'child'"
            + " begin select raise(abort, 'no room for children'); end");

    stint.batches().runBatch(LONG);

    assertThat(run(stint, parent).status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(run(stint, parent).attempt()).isOne();
    assertThat(run(stint, parent).failure().map(Failure::message).orElse(""))
        .contains("no room for children");
    sqlite.close();
  }

  /** MariaDB answers too large a packet by closing the connection: an error that passes. */
  @Test
  void a_result_larger_than_a_packet_fails_its_task_and_no_other() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      AdminSql.execute(server.url(), "set global max_allowed_packet = " + PACKET);
      HikariConfig pool = new HikariConfig();
      pool.setJdbcUrl(server.url());
      try (HikariDataSource database = new HikariDataSource(pool);
          JdbcStores mariadb = JdbcStores.mysql(database).migrate()) {
        AtomicInteger runs = new AtomicInteger();
        Stint stint =
            Stint.on(mariadb.stores(), mariadb.mutexes())
                .define(
                    TaskDefinition.of(
                            PARENT,
                            (name, context) -> {
                              if (name.equals("good")) {
                                return StepOutcome.done();
                              }
                              runs.incrementAndGet();
                              return StepOutcome.done("r".repeat(PACKET - 100));
                            })
                        .each(action -> action.retry(RetryPolicy.NEVER)))
                .build();
        TaskId first = stint.tasks().request(PARENT.with("good")).id();
        TaskId large = stint.tasks().request(PARENT.with("large")).id();
        TaskId last = stint.tasks().request(PARENT.with("good")).id();

        stint.batches().runBatch(LONG);

        assertThat(run(stint, first).status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(run(stint, last).status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(run(stint, large).status()).isEqualTo(TaskStatus.FAILED);
        assertThat(run(stint, large).failure().map(Failure::message).orElse(""))
            .startsWith("the store refused what this stint wrote: ");
        assertThat(runs).hasValue(1);
      }
    }
  }

  @Test
  void children_that_were_stored_beside_one_that_was_not_are_not_stored_again() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("children.db");
    CountDownLatch dropped = new CountDownLatch(1);
    JdbcStores sqlite = JdbcStores.sqlite(url).migrate();
    Stint stint =
        Stint.on(sqlite.stores(), sqlite.mutexes())
            .define(
                List.of(
                    TaskDefinition.of(
                            PARENT,
                            (name, context) -> {
                              if (context.attempt() > 0) {
                                // Otherwise its attempts could be used up before the child ran.
                                assertThat(dropped.await(2, TimeUnit.MINUTES)).isTrue();
                              }
                              List.of("a", "b", "c").forEach(c -> context.request(CHILD.with(c)));
                              return StepOutcome.done();
                            })
                        .each(a -> a.retry(RetryPolicy.fixed(9, Duration.ZERO))),
                    TaskDefinition.of(
                        CHILD,
                        (name, context) -> {
                          if (name.equals("a")) {
                            AdminSql.execute(url, "drop trigger if exists no_child");
                            dropped.countDown();
                          }
                          return StepOutcome.done();
                        })))
            .build();
    AdminSql.execute(
        url,
        "create trigger no_child before insert on stint_task when new.type = 'child'"
            + " and hex(new.arguments) like '%62%'"
            + " begin select raise(abort, 'no room for children'); end");
    TaskId parent = stint.tasks().request(PARENT.with("one")).id();

    stint.batches().runBatch(LONG);

    assertThat(run(stint, parent).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(stint.ask().list(TaskFilter.newest(99).type(CHILD.name())))
        .extracting(row -> row.standing().spec().arguments().text())
        .containsExactlyInAnyOrder("\"a\"", "\"b\"", "\"c\"");
    sqlite.close();
  }

  /**
   * 48 results of a MiB come at once; the server takes packets of 16 MiB, as it does by default.
   */
  @Test
  void many_large_results_are_never_one_packet_that_is_too_large() throws Exception {
    int tasks = 48;
    try (MariadbProcess server = MariadbProcess.start()) {
      HikariConfig pool = new HikariConfig();
      pool.setJdbcUrl(server.url());
      try (HikariDataSource database = new HikariDataSource(pool);
          JdbcStores mariadb = JdbcStores.mysql(database).migrate()) {
        CyclicBarrier together = new CyclicBarrier(tasks);
        List<String> failed = new CopyOnWriteArrayList<>();
        Stint stint =
            Stint.on(mariadb.stores(), mariadb.mutexes())
                .config(Config.DEFAULT.parallelism(2 * tasks))
                .observer(
                    new TaskObserver() {
                      @Override
                      public void storeFailed(String verb, boolean passes) {
                        failed.add(verb);
                      }
                    })
                .define(
                    TaskDefinition.of(
                            PARENT,
                            (name, context) -> {
                              together.await(10, TimeUnit.MINUTES);
                              return StepOutcome.done("r".repeat((1 << 20) - 100));
                            })
                        .each(action -> action.retry(RetryPolicy.NEVER)))
                .build();
        List<Request<?>> all = new ArrayList<>();
        IntStream.range(0, tasks).forEach(i -> all.add(PARENT.with("one")));
        List<Requested> asked = stint.tasks().requestAll(all);

        stint.batches().runBatch(Duration.ofMinutes(5));

        assertThat(asked).allMatch(one -> run(stint, one.id()).status() == TaskStatus.SUCCEEDED);
        assertThat(failed).isEmpty();
      }
    }
  }
}
