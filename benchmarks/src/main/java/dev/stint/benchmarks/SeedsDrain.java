package dev.stint.benchmarks;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
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

/**
 * What a limit over all workers costs, and whether tasks that are not ready slow down those that
 * are; on one PostgreSQL, in pairs that alternate.
 */
public final class SeedsDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int LIMIT = 10;
  private static final int[] SHARES = {3, 3, 2, 2};
  private static final int PAIRS = 5;
  private static final int BULK = 1_000;

  private final Postgres server;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger ran = new AtomicInteger();

  private SeedsDrain(Postgres server) {
    this.server = server;
  }

  /**
   * @param args {@code limit} and how many tasks (60000); or {@code dormant}, how many tasks are
   *     due (200000) and how many are not (1000000)
   */
  public static void main(String[] args) throws Exception {
    boolean limit = args.length == 0 || args[0].equals("limit");
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : limit ? 60_000 : 200_000;
    int dormant = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
    try (Postgres server = Postgres.start()) {
      SeedsDrain bench = new SeedsDrain(server);
      if (limit) {
        bench.limit(tasks);
      } else {
        bench.dormant(tasks, dormant);
      }
    }
  }

  private void limit(int tasks) throws SQLException {
    limited(tasks / 4, true);
    double[] with = new double[PAIRS];
    double[] without = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      with[i] = limited(tasks, true);
      without[i] = limited(tasks, false);
      System.out.printf(
          "pair %d: limit of %d over 4 workers %,.0f tasks/s, 4 workers of %s slots %,.0f%n",
          i + 1, LIMIT, with[i], Arrays.toString(SHARES), without[i]);
    }
    System.out.printf("ratio of the medians: %.2f%n", median(with) / median(without));
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

  private void dormant(int tasks, int dormant) throws SQLException {
    double[] with = new double[PAIRS];
    double[] without = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      with[i] = besides(tasks, dormant);
      without[i] = besides(tasks, 0);
      System.out.printf(
          "pair %d: beside %,d tasks due later or on hold %,.0f tasks/s, alone %,.0f%n",
          i + 1, dormant, with[i], without[i]);
    }
    System.out.printf("ratio of the medians: %.2f%n", median(with) / median(without));
  }

  private double besides(int tasks, int dormant) throws SQLException {
    ran.set(0);
    JdbcStores stores = server.fresh();
    Stint worker = worker(stores, false, Config.DEFAULT.parallelism());
    fill(worker, dormant / 2, NOOP.with("later").dueIn(Duration.ofDays(300)));
    fill(worker, dormant - dormant / 2, NOOP.with("held").paused());
    fill(worker, tasks, NOOP.with("due"));
    server.settle();
    long began = System.nanoTime();
    worker.work().start();
    await(tasks);
    double seconds = (System.nanoTime() - began) / 1e9;
    worker.work().stop(Duration.ofSeconds(5));
    return tasks / seconds;
  }

  /** Counts here, for to count in the store would cost more the more it holds. */
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

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
