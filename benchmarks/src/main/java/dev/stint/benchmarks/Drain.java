package dev.stint.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drains waiting no-op tasks with one worker: Stint and db-scheduler on one PostgreSQL in one run,
 * fsync and synchronous_commit on.
 */
public final class Drain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int BULK = 1_000;
  private static final int ROUNDS = 3;

  private final HikariDataSource pool;
  private final int tasks;

  private Drain(HikariDataSource pool, int tasks) {
    this.pool = pool;
    this.tasks = tasks;
  }

  /**
   * @param args how many tasks (200000), and how many for db-scheduler (60000)
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int peers = args.length > 1 ? Integer.parseInt(args[1]) : 60_000;
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        HikariDataSource pool = pool(server.getJdbcUrl("postgres", "postgres"))) {
      Drain drain = new Drain(pool, tasks);
      drain.stint(Duration.ZERO, 20_000);
      drain.dbScheduler(10_000);
      double deleted = 0;
      double peer = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        double ours = drain.stint(Duration.ZERO, tasks);
        double theirs = drain.dbScheduler(peers);
        say("round %d: stint %,.0f tasks/s, db-scheduler %,.0f tasks/s", round, ours, theirs);
        deleted = Math.max(deleted, ours);
        peer = Math.max(peer, theirs);
      }
      double kept = drain.stint(Config.DEFAULT.keep(), tasks);
      say("best of %d rounds, alternating:", ROUNDS);
      say("stint, finished tasks deleted: %,.0f tasks/s", deleted);
      say("stint, default retention:      %,.0f tasks/s (one run)", kept);
      say("db-scheduler lock-and-fetch:   %,.0f tasks/s", peer);
      say("ratio, deleted: %.2f; kept: %.2f", deleted / peer, kept / peer);
    }
  }

  private static void say(String words, Object... values) {
    System.out.println(words.formatted(values));
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(24);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    return new HikariDataSource(config);
  }

  private double stint(Duration keep, int count) throws Exception {
    execute("drop schema public cascade; create schema public");
    AtomicLong ran = new AtomicLong();
    JdbcStores stores = JdbcStores.postgresql(pool, Config.DEFAULT.lease()).migrate();
    Stint stint =
        Stint.on(stores.stores(), stores.mutexes())
            .config(Config.DEFAULT.keep(keep))
            .define(
                TaskDefinition.of(
                    NOOP,
                    (arguments, context) -> {
                      ran.incrementAndGet();
                      return StepOutcome.done();
                    }))
            .build();
    for (int i = 0; i < count; i += BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(count, i + BULK); n++) {
        some.add(NOOP.with("order-" + n));
      }
      stint.tasks().requestAll(some);
    }
    settle("stint_task");
    long began = System.nanoTime();
    stint.work().start();
    await(ran, count, "select count(*) from stint_task");
    double seconds = (System.nanoTime() - began) / 1e9;
    stint.work().stop(Duration.ofSeconds(5));
    check(count, ran.get());
    check(count, count("select count(*) from stint_finished where status = 'SUCCEEDED'"));
    return count / seconds;
  }

  private double dbScheduler(int count) throws Exception {
    execute("drop schema public cascade; create schema public");
    execute(
        """
        create table scheduled_tasks (
          task_name text not null, task_instance text not null, task_data bytea,
          execution_time timestamp with time zone not null, picked boolean not null,
          picked_by text, last_success timestamp with time zone,
          last_failure timestamp with time zone, consecutive_failures int,
          last_heartbeat timestamp with time zone, version bigint not null, priority smallint,
          state text, state_details text,
          primary key (task_name, task_instance));
        create index execution_time_idx on scheduled_tasks (execution_time);
        create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)
        """);
    AtomicLong ran = new AtomicLong();
    OneTimeTask<String> noop =
        Tasks.oneTime("noop", String.class).execute((instance, context) -> ran.incrementAndGet());
    fill(count);
    settle("scheduled_tasks");
    SchedulerBuilder builder =
        Scheduler.create(pool, noop)
            .threads(20)
            .pollUsingLockAndFetch(4.0, 20.0)
            .pollingInterval(Duration.ofMillis(10))
            .serializer(new PassThrough());
    Scheduler scheduler = builder.build();
    long began = System.nanoTime();
    scheduler.start();
    await(ran, count, "select count(*) from scheduled_tasks");
    double seconds = (System.nanoTime() - began) / 1e9;
    scheduler.stop();
    check(count, ran.get());
    return count / seconds;
  }

  private void fill(int count) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into scheduled_tasks (task_name, task_instance, task_data,"
                    + " execution_time, picked, version) values ('noop', ?, ?, now(), false, 1)")) {
      for (int i = 0; i < count; i++) {
        insert.setString(1, "instance-" + i);
        insert.setBytes(2, ("order-" + i).getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
        if (i % BULK == BULK - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private void settle(String table) throws SQLException {
    execute("vacuum analyze " + table);
    execute("checkpoint");
  }

  /** Asks the server only once all have run: counting rows would take what is measured. */
  private void await(AtomicLong ran, int all, String sql) throws SQLException {
    Instant patience = Instant.now().plusSeconds(300);
    while (ran.get() < all || count(sql) > 0) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("not drained after 300 s");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void check(long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException("expected " + expected + ", found " + found);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Task data as its own bytes. */
  private static final class PassThrough implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return String.valueOf(data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(new String(data, StandardCharsets.UTF_8));
    }
  }
}
