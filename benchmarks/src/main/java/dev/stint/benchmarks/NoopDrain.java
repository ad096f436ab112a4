package dev.stint.benchmarks;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Fills a store with tasks that do nothing and drains it with one worker. */
final class NoopDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int BULK = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final AtomicLong ran = new AtomicLong();
  private final Stint stint;
  private final int tasks;

  /** Fills the store. */
  NoopDrain(Stores stores, Mutexes mutexes, Duration keep, int tasks) {
    this.tasks = tasks;
    this.stint =
        Stint.on(stores, mutexes)
            .config(Config.DEFAULT.keep(keep))
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
  }

  /** Answers tasks a second, from the start of the worker to the last settlement. */
  double perSecond() {
    Instant patience = Instant.now().plus(PATIENCE);
    long began = System.nanoTime();
    stint.work().start();
    // The store is asked only once all have run: counting would take what is measured.
    while (ran.get() < tasks || unfinished() > 0) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("not drained after " + PATIENCE);
      }
      LockSupport.parkNanos(20_000_000);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    stint.work().stop(Duration.ofSeconds(5));
    if (ran.get() != tasks) {
      throw new IllegalStateException("expected " + tasks + " runs, found " + ran.get());
    }
    return tasks / seconds;
  }

  private long unfinished() {
    return stint.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(c -> c.tasks())
        .sum();
  }
}
