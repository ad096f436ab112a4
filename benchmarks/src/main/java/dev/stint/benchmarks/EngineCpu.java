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
 * What a no-op task costs in CPU and bytes allocated on the in-memory store, from the start of the
 * worker until the last settlement: of the process, of that the store's part, and the rest, which
 * is the engine's with what the JVM compiles and collects meanwhile.
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
    Cost best = drain(tasks);
    for (int round = 2; round <= ROUNDS; round++) {
      Cost cost = drain(tasks);
      best = cost.engineMicros() < best.engineMicros() ? cost : best;
    }
    System.out.printf("a no-op task, best of %d: %s%n", ROUNDS, best);
  }

  /** What a task cost: microseconds of CPU of the process and of the store in it, and bytes. */
  private record Cost(double micros, double storeMicros, double bytes, double storeBytes) {

    double engineMicros() {
      return micros - storeMicros;
    }

    @Override
    public String toString() {
      return "CPU %.2f us, of that engine %.2f, store %.2f; allocated %,.0f bytes, %,.0f and %,.0f"
          .formatted(micros, engineMicros(), storeMicros, bytes, bytes - storeBytes, storeBytes);
    }
  }

  private static Cost drain(int tasks) throws Exception {
    AtomicLong ran = new AtomicLong();
    Stores memory = InMemoryStores.create(InstantSource.system());
    MeteredRuns runs = new MeteredRuns(memory.runs());
    Stint stint =
        Stint.on(runs.in(memory), new InMemoryMutexes(InstantSource.system()))
            .config(Config.DEFAULT.keep(Duration.ZERO))
            .define(
                TaskDefinition.of(
                    NOOP,
                    (arguments, context) -> {
                      ran.incrementAndGet();
                      return StepOutcome.done();
                    }))
            .build();
    fill(stint, tasks);
    System.gc();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long allocated = MeteredRuns.allocated();
    long began = System.nanoTime();
    stint.work().start();
    while (ran.get() < tasks) {
      LockSupport.parkNanos(10_000_000);
    }
    // Its threads, whose bytes are counted, are there until it stops.
    long bytes = MeteredRuns.allocated() - allocated;
    stint.work().stop(Duration.ofSeconds(5));
    double micros = (system.getProcessCpuTime() - cpu) / 1e3 / tasks;
    Cost cost =
        new Cost(micros, runs.micros() / tasks, (double) bytes / tasks, runs.bytes() / tasks);
    System.out.printf(
        "%,d tasks: %s; %,.0f tasks/s%n", tasks, cost, tasks / ((System.nanoTime() - began) / 1e9));
    return cost;
  }

  private static void fill(Stint stint, int tasks) {
    for (int i = 0; i < tasks; i += BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(tasks, i + BULK); n++) {
        some.add(NOOP.with("order-" + n));
      }
      stint.tasks().requestAll(some);
    }
  }
}
