package dev.stint.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a no-op task costs the engine in process CPU, on the in-memory store and with the store's
 * own cost counted in: from the start of the worker until the last settlement.
 */
public final class EngineCpu {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int BULK = 1_000;
  private static final int ROUNDS = 3;

  private EngineCpu() {}

  /**
   * @param args how many tasks (1000000)
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    drain(tasks);
    double best = Double.MAX_VALUE;
    for (int round = 1; round <= ROUNDS; round++) {
      best = Math.min(best, drain(tasks));
    }
    System.out.printf("process CPU of a no-op task, best of %d: %.2f us%n", ROUNDS, best);
  }

  /** Answers microseconds of process CPU a task. */
  private static double drain(int tasks) throws Exception {
    AtomicLong ran = new AtomicLong();
    Stores memory = InMemoryStores.create(InstantSource.system());
    Stint stint =
        Stint.on(memory, new InMemoryMutexes(InstantSource.system()))
            .config(Config.DEFAULT.keep(Duration.ZERO))
            .define(
                TaskDefinition.of(
                    NOOP,
                    (arguments, context) -> {
                      ran.incrementAndGet();
                      return StepOutcome.done();
                    }))
            .build();
    for (int i = 0; i < tasks; i += BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(tasks, i + BULK); n++) {
        some.add(NOOP.with("order-" + n));
      }
      stint.tasks().requestAll(some);
    }
    System.gc();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long began = System.nanoTime();
    stint.work().start();
    while (ran.get() < tasks) {
      LockSupport.parkNanos(10_000_000);
    }
    stint.work().stop(Duration.ofSeconds(5));
    double micros = (system.getProcessCpuTime() - cpu) / 1e3 / tasks;
    System.out.printf(
        "%,d tasks: %.2f us of CPU each, %,.0f tasks/s%n",
        tasks, micros, tasks / ((System.nanoTime() - began) / 1e9));
    return micros;
  }
}
