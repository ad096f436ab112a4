package dev.stint.benchmarks;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.benchmarks.harness.Median;
import dev.stint.bootstrap.Stint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether tasks that are not ready slow down those that are: drains the same tasks from a store
 * that holds many others and from one that holds none, in pairs that alternate.
 */
public final class DormantDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final String SLEEPER = "sleeper";
  private static final int PAIRS = 5;
  private static final int BULK = 1_000;

  private final int tasks;
  private final int dormant;

  private DormantDrain(int tasks, int dormant) {
    this.tasks = tasks;
    this.dormant = dormant;
  }

  /**
   * @param args how many tasks are due (200000), how many are not (1000000), and the stores
   *     (postgresql sqlite redis)
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int dormant = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    List<String> stores =
        args.length > 2
            ? List.of(args).subList(2, args.length)
            : List.of("postgresql", "sqlite", "redis");
    for (String store : stores) {
      try (Ground full = Ground.open(store);
          Ground empty = Ground.open(store)) {
        new DormantDrain(tasks, dormant).compare(store, full, empty);
      }
    }
  }

  private void compare(String store, Ground full, Ground empty) throws Exception {
    besides(full);
    drain(full, tasks / 10, Duration.ZERO);
    drain(empty, tasks / 10, Duration.ZERO);
    double[] with = new double[PAIRS];
    double[] without = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      with[i] = drain(full, tasks, Duration.ZERO);
      without[i] = drain(empty, tasks, Duration.ZERO);
      System.out.printf(
          "%s, pair %d: beside %,d others %,.0f tasks/s, alone %,.0f%n",
          store, i + 1, dormant, with[i], without[i]);
    }
    System.out.printf(
        "%s: %,d tasks beside %,d others and alone, ratio of the medians: %.2f%n",
        store, tasks, dormant, Median.of(with) / Median.of(without));
  }

  /** A quarter each: finished and kept, due in months, paused, and waiting for one that sleeps. */
  private void besides(Ground ground) throws Exception {
    int quarter = dormant / 4;
    Stint stint = worker(ground, Duration.ZERO, new AtomicLong());
    stint.tasks().request(NOOP.with(SLEEPER).serialKey("held"));
    drain(ground, quarter, Config.DEFAULT.keep());
    fill(stint, quarter, NOOP.with("later").dueIn(Duration.ofDays(300)));
    fill(stint, quarter, NOOP.with("held").paused());
    fill(stint, quarter, NOOP.with("waiting").serialKey("held"));
  }

  private static double drain(Ground ground, int tasks, Duration keep) throws Exception {
    AtomicLong ran = new AtomicLong();
    Stint worker = worker(ground, keep, ran);
    fill(worker, tasks, NOOP.with("due"));
    ground.settle();
    long began = System.nanoTime();
    worker.work().start();
    // Counted here: to count in the store would cost more the more it holds.
    while (ran.get() < tasks) {
      LockSupport.parkNanos(5_000_000);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    worker.work().stop(Duration.ofSeconds(10));
    if (ran.get() != tasks) {
      throw new IllegalStateException("expected " + tasks + " runs, found " + ran.get());
    }
    return tasks / seconds;
  }

  private static Stint worker(Ground ground, Duration keep, AtomicLong ran) {
    return Stint.on(ground.stores(), ground.mutexes())
        .config(Config.DEFAULT.keep(keep))
        .define(
            TaskDefinition.of(
                NOOP,
                (arguments, context) -> {
                  if (arguments.equals(SLEEPER)) {
                    return StepOutcome.snooze(Duration.ofDays(300));
                  }
                  ran.incrementAndGet();
                  return StepOutcome.done();
                }))
        .build();
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
