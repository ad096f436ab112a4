package dev.stint.command.process;

import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a task that does nothing costs its worker and PostgreSQL, told by what can be counted: no
 * clock, so that it says the same on a busy machine. A bound that has become far too wide is to be
 * lowered; one that is passed says that every task of every user has become dearer.
 */
class TaskCostTest {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int WARM = 2_000;
  private static final int TASKS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A task, counted with all that its worker does beside: renewals, looks at what is ready. */
  private static final double STATEMENTS = 0.03;

  private static final double ROUND_TRIPS = 0.04;
  private static final double ALLOCATED_BYTES = 8_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CountedStatements counted = new CountedStatements();
  private final AtomicInteger settled = new AtomicInteger();

  /** What was counted up to a moment, of which differences say something. */
  private record Counts(long statements, long trips, long wal, long allocated) {}

  /** Bytes of WAL of one that leaves a tombstone, and of one that is kept. */
  @ParameterizedTest
  @CsvSource({"PT0S, 750", "P30D, 1300"})
  void a_task_costs_no_more_than_it_did(Duration keep, double walBytes) throws Exception {
    // No image of a page goes to the log: when a page is first changed depends on the clock.
    try (TestPostgres server =
            TestPostgres.start(
                Map.of(
                    "full_page_writes", "off", "checkpoint_timeout", "1h", "autovacuum", "off"));
        HikariDataSource pool = pool(server.getPostgresDatabase());
        JdbcStores stores = JdbcStores.postgresql(pool).migrate();
        Stint stint = stint(stores, keep)) {
      request(stint, WARM);
      stint.work().start();
      awaitSettled(WARM);
      stint.work().stop(PATIENCE);

      request(stint, TASKS);
      Counts before = counts(server.getPostgresDatabase());
      stint.work().start();
      awaitSettled(WARM + TASKS);
      // Before it stops, for what its threads allocated is known only while they live.
      Counts after = counts(server.getPostgresDatabase());
      stint.work().stop(PATIENCE);

      SoftAssertions all = new SoftAssertions();
      within(all, "statements", after.statements - before.statements, STATEMENTS);
      within(all, "round trips", after.trips - before.trips, ROUND_TRIPS);
      within(all, "bytes of WAL", after.wal - before.wal, walBytes);
      within(all, "bytes allocated", after.allocated - before.allocated, ALLOCATED_BYTES);
      all.assertAll();
    }
  }

  private static void within(SoftAssertions all, String what, long sum, double bound) {
    double each = (double) sum / TASKS;
    System.out.printf("%s a task: %,.3f, at most %,.3f%n", what, each, bound);
    all.assertThat(each).as("%s a task", what).isPositive().isLessThanOrEqualTo(bound);
  }

  private HikariDataSource pool(DataSource server) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(counted.of(server));
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  private Stint stint(JdbcStores stores, Duration keep) {
    return Stint.on(stores)
        .config(Config.DEFAULT.keep(keep))
        .observer(
            new TaskObserver() {
              @Override
              public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
                settled.incrementAndGet();
              }
            })
        .define(TaskDefinition.of(NOOP, (name, context) -> StepOutcome.done()))
        .build();
  }

  private static void request(Stint stint, int tasks) {
    List<Request<?>> all =
        IntStream.range(0, tasks).<Request<?>>mapToObj(i -> NOOP.with("order-" + i)).toList();
    stint.tasks().requestAll(all);
  }

  /** Asks only this process: a look at the store would be counted. */
  private void awaitSettled(int tasks) {
    await().atMost(PATIENCE).until(() -> settled.get() >= tasks);
  }

  private Counts counts(DataSource server) throws SQLException {
    return new Counts(counted.statements(), counted.trips(), logged(server), allocated());
  }

  private static long logged(DataSource server) throws SQLException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** By all threads that live now. */
  private static long allocated() {
    long[] all = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return LongStream.of(all).filter(bytes -> bytes > 0).sum();
  }
}
