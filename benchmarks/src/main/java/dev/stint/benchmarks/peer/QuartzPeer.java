package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz, clustered, with one durable job and a trigger for each task. */
final class QuartzPeer implements Peer {

  private static final int CONNECTIONS = 20;
  private static final String THREADS = "50";
  private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
  private static final String ORDER = "order";
  private static final String POOL = "pool";

  /** The jobs are made by Quartz, which knows nothing of this. */
  private static volatile Tally tally = new Tally(0);

  private final HikariDataSource pool;
  private @Nullable Scheduler scheduler;

  QuartzPeer(Arguments arguments) {
    this.pool =
        Pool.of(arguments.with("pool", Math.min(CONNECTIONS, arguments.number("pool", 24))));
  }

  @Override
  public String about() {
    return "Quartz "
        + Versions.of(Scheduler.class)
        + ", clustered, threads="
        + THREADS
        + " batch="
        + THREADS
        + " idleWaitTime=1000 (the least it accepts), one durable job, "
        + Pool.about(pool);
  }

  @Override
  public void prepare() throws Exception {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(tables());
    }
    open().addJob(job(), true);
  }

  private static String tables() throws IOException {
    try (InputStream file = Scheduler.class.getResourceAsStream(TABLES)) {
      byte[] bytes = Objects.requireNonNull(file, TABLES).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static JobDetail job() {
    return JobBuilder.newJob(Noop.class).withIdentity("noop").storeDurably().build();
  }

  private static Trigger trigger(int number) {
    return TriggerBuilder.newTrigger()
        .withIdentity(Tally.name(number))
        .forJob("noop")
        .usingJobData(ORDER, Tally.name(number))
        .startNow()
        .build();
  }

  @Override
  public void fill(int from, int to) throws SchedulerException {
    for (int i = from; i < to; i += Pool.BULK) {
      Set<Trigger> some = new HashSet<>();
      for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
        some.add(trigger(n));
      }
      open().scheduleJobs(Map.of(job(), some), true);
    }
  }

  @Override
  public void ask() throws SchedulerException {
    open();
  }

  @Override
  public void request(int number) throws SchedulerException {
    open().scheduleJob(trigger(number));
  }

  @Override
  public void work(Tally counts) throws SchedulerException {
    tally = counts;
    open().start();
  }

  private synchronized Scheduler open() throws SchedulerException {
    if (scheduler == null) {
      DBConnectionManager.getInstance().addConnectionProvider(POOL, new Pooled(pool));
      Properties settings = new Properties();
      settings.putAll(
          Map.of(
              "org.quartz.scheduler.instanceName", "bench",
              "org.quartz.scheduler.instanceId", "AUTO",
              "org.quartz.scheduler.idleWaitTime", "1000",
              "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", THREADS,
              "org.quartz.threadPool.threadCount", THREADS));
      settings.putAll(
          Map.of(
              "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
              "org.quartz.jobStore.driverDelegateClass",
                  "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
              "org.quartz.jobStore.dataSource", POOL,
              "org.quartz.jobStore.isClustered", "true",
              "org.quartz.jobStore.acquireTriggersWithinLock", "true",
              "org.quartz.jobStore.useProperties", "true",
              "org.quartz.jobStore.misfireThreshold", "36000000"));
      scheduler = new StdSchedulerFactory(settings).getScheduler();
    }
    return scheduler;
  }

  @Override
  public void close() throws SchedulerException {
    if (scheduler != null) {
      scheduler.shutdown(true);
    }
    pool.close();
  }

  /** Does nothing but count. */
  public static final class Noop implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      tally.ran(context.getMergedJobDataMap().getString(ORDER));
    }
  }

  /** Connections of the one pool. */
  private record Pooled(HikariDataSource pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }
}
