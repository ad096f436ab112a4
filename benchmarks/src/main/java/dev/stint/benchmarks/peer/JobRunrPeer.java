package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/** JobRunr with 200 workers and the shortest interval that it accepts on SQL. */
final class JobRunrPeer implements Peer {

  private static final int WORKERS = 200;
  private static final int CONNECTIONS = 16;
  private static final Duration POLL = Duration.ofSeconds(5);

  /** The handlers are made by JobRunr, which knows nothing of this. */
  private static volatile Tally tally = new Tally(0);

  private final HikariDataSource pool;
  private @Nullable JobRequestScheduler scheduler;
  private boolean working;

  JobRunrPeer(Arguments arguments) {
    this.pool =
        Pool.of(arguments.with("pool", Math.min(CONNECTIONS, arguments.number("pool", 24))));
  }

  @Override
  public String about() {
    return "JobRunr "
        + Versions.of(JobRunr.class)
        + ", workers="
        + WORKERS
        + " pollInterval="
        + POLL.toSeconds()
        + "s (the least it accepts), finished jobs kept, "
        + Pool.about(pool);
  }

  private PostgresStorageProvider storage() {
    PostgresStorageProvider storage = new PostgresStorageProvider(pool);
    storage.setJobMapper(new org.jobrunr.jobs.mappers.JobMapper(new JacksonJsonMapper()));
    return storage;
  }

  @Override
  public void prepare() {
    storage().close();
  }

  @Override
  public void fill(int from, int to) {
    for (int i = from; i < to; i += Pool.BULK) {
      scheduler().enqueue(IntStream.range(i, Math.min(to, i + Pool.BULK)).mapToObj(Noop::new));
    }
  }

  @Override
  public void ask() {
    scheduler();
  }

  private synchronized JobRequestScheduler scheduler() {
    if (scheduler == null) {
      scheduler = new JobRequestScheduler(storage());
    }
    return scheduler;
  }

  @Override
  public void request(int number) {
    scheduler().enqueue(new Noop(number));
  }

  @Override
  public void work(Tally counts) {
    tally = counts;
    working = true;
    JobRunr.configure()
        .useJsonMapper(new JacksonJsonMapper())
        .useStorageProvider(storage())
        .useBackgroundJobServer(
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andWorkerCount(WORKERS)
                .andPollInterval(POLL))
        .initialize();
  }

  @Override
  public void close() {
    if (working) {
      JobRunr.destroy();
    }
    pool.close();
  }

  /** A task, as JobRunr stores it. */
  public static final class Noop implements JobRequest {
    private int order;

    /** For Jackson. */
    public Noop() {}

    Noop(int order) {
      this.order = order;
    }

    public int getOrder() {
      return order;
    }

    @Override
    public Class<NoopHandler> getJobRequestHandler() {
      return NoopHandler.class;
    }
  }

  /** Does nothing but count. */
  public static final class NoopHandler implements JobRequestHandler<Noop> {
    @Override
    public void run(Noop request) {
      tally.ran(request.getOrder());
    }
  }
}
