package dev.stint.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** db-scheduler, lock-and-fetch, with the limits that were its best here. */
final class DbSchedulerPeer implements Peer {

  private static final int THREADS = 20;
  private static final double LOWER = 4.0;
  private static final double UPPER = 20.0;
  private static final int LATER_FROM = 1_000_000_000;
  private static final Duration POLL = Duration.ofMillis(10);

  private static final String TABLE =
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
      """;

  private final HikariDataSource pool;
  private final SchedulerClient client;
  private final boolean immediate;
  private @Nullable Scheduler scheduler;

  DbSchedulerPeer(Arguments arguments) {
    this.pool = Pool.of(arguments);
    this.immediate = arguments.text("role").equals("both");
    this.client = SchedulerClient.Builder.create(pool).serializer(new PassThrough()).build();
  }

  @Override
  public String about() {
    return "db-scheduler "
        + Versions.of(Scheduler.class)
        + ", lock-and-fetch threads="
        + THREADS
        + " limits=("
        + LOWER
        + ", "
        + UPPER
        + ") pollingInterval="
        + POLL.toMillis()
        + "ms, data as its bytes, "
        + Pool.about(pool);
  }

  @Override
  public void prepare() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  @Override
  public void fill(int from, int to) {
    fill(from, to, Instant.now());
  }

  @Override
  public void fillLater(int count) {
    fill(LATER_FROM, LATER_FROM + count, Instant.now().plus(Duration.ofDays(300)));
  }

  private void fill(int from, int to, Instant due) {
    for (int i = from; i < to; i += Pool.BULK) {
      List<TaskInstance<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
        some.add(instance(n));
      }
      client.scheduleBatch(some, due);
    }
  }

  private static TaskInstance<String> instance(int number) {
    return new TaskInstance<>("noop", "instance-" + number, Tally.name(number));
  }

  @Override
  public void ask() {}

  /** Of the scheduler that runs in this process, which runs it at once, if there is one. */
  @Override
  public void request(int number) {
    SchedulerClient to = scheduler == null ? client : scheduler;
    to.scheduleIfNotExists(instance(number), Instant.now());
  }

  @Override
  public void work(Tally tally) {
    OneTimeTask<String> noop =
        Tasks.oneTime("noop", String.class)
            .execute((instance, context) -> tally.ran(instance.getData()));
    SchedulerBuilder builder =
        Scheduler.create(pool, noop)
            .threads(THREADS)
            .pollUsingLockAndFetch(LOWER, UPPER)
            .pollingInterval(POLL)
            .serializer(new PassThrough());
    scheduler = (immediate ? builder.enableImmediateExecution() : builder).build();
    scheduler.start();
  }

  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
    pool.close();
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
