package dev.stint.benchmarks;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.benchmarks.harness.Median;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What a limit over all workers costs, on one PostgreSQL, in pairs that alternate. */
public final class LimitDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int LIMIT = 10;
  private static final int[] SHARES = {3, 3, 2, 2};
  private static final int PAIRS = 5;
  private static final int WARM_UPS = 3;
  private static final int BULK = 1_000;

  private final Postgres server;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger ran = new AtomicInteger();

  private LimitDrain(Postgres server) {
    this.server = server;
  }

  /**
   * @param args how many tasks (60000)
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 60_000;
    try (Postgres server = Postgres.start()) {
      new LimitDrain(server).limit(tasks);
    }
  }

  private void limit(int tasks) throws SQLException {
    for (int i = 0; i < WARM_UPS; i++) {
      limited(tasks, true);
      limited(tasks, false);
    }
    double[] with = new double[PAIRS];
    double[] without = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      with[i] = limited(tasks, true);
      without[i] = limited(tasks, false);
      System.out.printf(
          "pair %d: limit of %d over 4 workers %,.0f tasks/s, 4 workers of %s slots %,.0f%n",
          i + 1, LIMIT, with[i], Arrays.toString(SHARES), without[i]);
    }
    System.out.printf("ratio of the medians: %.2f%n", Median.of(with) / Median.of(without));
  }

  private double limited(int tasks, boolean limit) throws SQLException {
    JdbcStores stores = server.fresh();
    most.set(0);
    ran.set(0);
    List<Stint> workers =
        IntStream.range(0, SHARES.length).mapToObj(i -> worker(stores, limit, SHARES[i])).toList();
    fill(workers.get(0), tasks, NOOP.with("x"));
    server.settle();
    long began = System.nanoTime();
    workers.forEach(w -> w.work().start());
    await(tasks);
    double seconds = (System.nanoTime() - began) / 1e9;
    workers.forEach(w -> w.work().stop(Duration.ofSeconds(5)));
    if (limit && most.get() > LIMIT) {
      throw new IllegalStateException(most.get() + " ran at once; the limit is " + LIMIT);
    }
    return tasks / seconds;
  }

  private Stint worker(JdbcStores stores, boolean limit, int share) {
    TaskDefinition<String> noop =
        TaskDefinition.of(
            NOOP,
            (arguments, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              ran.incrementAndGet();
              return StepOutcome.done();
            });
    Config config = Config.DEFAULT.keep(Duration.ZERO);
    return Stint.on(stores.stores(), stores.mutexes())
        .config(limit ? config : config.parallelism(share))
        .define(limit ? noop.limit(LIMIT) : noop)
        .build();
  }

  private void await(int tasks) {
    while (ran.get() < tasks) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void fill(Stint stint, int tasks, Request<String> request) {
    for (int from = 0; from < tasks; from += BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int i = from; i < Math.min(tasks, from + BULK); i++) {
        some.add(request);
      }
      stint.tasks().requestAll(some);
    }
  }
}
