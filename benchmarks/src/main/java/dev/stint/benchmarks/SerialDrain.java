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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Drains no-op tasks of many serial keys with several workers on one PostgreSQL, beside the same
 * tasks without keys; checks that no two of a key run at once and that each key keeps its order.
 */
public final class SerialDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int WORKERS = 4;
  private static final int PAIRS = 5;
  private static final int WARM_UPS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Postgres server;
  private final int keys;
  private final int each;

  private SerialDrain(Postgres server, int keys, int each) {
    this.server = server;
    this.keys = keys;
    this.each = each;
  }

  /**
   * @param args how many keys (1000), and how many tasks each has (100)
   */
  public static void main(String[] args) throws Exception {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int each = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    try (Postgres server = Postgres.start()) {
      for (int i = 0; i < WARM_UPS; i++) {
        new SerialDrain(server, keys, each).perSecond(true);
        new SerialDrain(server, keys, each).perSecond(false);
      }
      double[] with = new double[PAIRS];
      double[] without = new double[PAIRS];
      for (int i = 0; i < PAIRS; i++) {
        with[i] = new SerialDrain(server, keys, each).perSecond(true);
        without[i] = new SerialDrain(server, keys, each).perSecond(false);
        System.out.printf(
            "pair %d: with keys %,.0f tasks/s, without %,.0f tasks/s%n",
            i + 1, with[i], without[i]);
      }
      System.out.printf("%,d keys of %d tasks, %d workers%n", keys, each, WORKERS);
      System.out.printf("ratio of the medians: %.2f%n", Median.of(with) / Median.of(without));
    }
  }

  private double perSecond(boolean keyed) throws SQLException {
    JdbcStores stores = server.fresh();
    Turns turns = new Turns(keys, keyed);
    List<Stint> workers = IntStream.range(0, WORKERS).mapToObj(i -> worker(stores, turns)).toList();
    fill(workers.get(0), keyed);
    server.settle();
    long began = System.nanoTime();
    workers.forEach(w -> w.work().start());
    turns.await(keys * each);
    Postgres.awaitLeft(workers.get(0), 0);
    double seconds = (System.nanoTime() - began) / 1e9;
    workers.forEach(w -> w.work().stop(Duration.ofSeconds(5)));
    turns.check(keys * each);
    return keys * each / seconds;
  }

  private static Stint worker(JdbcStores stores, Turns turns) {
    return Stint.on(stores.stores(), stores.mutexes())
        .config(Config.DEFAULT.keep(Duration.ZERO))
        .define(
            TaskDefinition.of(
                NOOP,
                (arguments, context) -> {
                  turns.take(arguments);
                  return StepOutcome.done();
                }))
        .build();
  }

  /** One of each key after the other, so that every key has its own order. */
  private void fill(Stint stint, boolean keyed) {
    for (int n = 0; n < each; n++) {
      List<Request<?>> some = new ArrayList<>();
      for (int key = 0; key < keys; key++) {
        Request<String> request = NOOP.with(key + ":" + n);
        some.add(keyed ? request.serialKey("key " + key) : request);
      }
      stint.tasks().requestAll(some);
    }
  }

  /** Who runs and who was next, by key. */
  private static final class Turns {
    private final AtomicLong ran = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicIntegerArray running;
    private final AtomicIntegerArray next;
    private final boolean keyed;

    Turns(int keys, boolean keyed) {
      this.running = new AtomicIntegerArray(keys);
      this.next = new AtomicIntegerArray(keys);
      this.keyed = keyed;
    }

    void take(String task) {
      int colon = task.indexOf(':');
      int key = Integer.parseInt(task.substring(0, colon));
      int number = Integer.parseInt(task.substring(colon + 1));
      boolean alone = running.incrementAndGet(key) == 1;
      boolean inOrder = next.getAndIncrement(key) == number;
      if (keyed && !(alone && inOrder)) {
        broken.incrementAndGet();
      }
      running.decrementAndGet(key);
      ran.incrementAndGet();
    }

    /** Counting in the store while it is drained would be measured, too. */
    void await(long all) {
      Instant patience = Instant.now().plus(PATIENCE);
      while (ran.get() < all && Instant.now().isBefore(patience)) {
        LockSupport.parkNanos(2_000_000);
      }
    }

    void check(long all) {
      if (ran.get() != all || broken.get() > 0) {
        throw new IllegalStateException(
            "%d of %d ran, %d out of turn".formatted(ran.get(), all, broken.get()));
      }
    }
  }
}
