package dev.stint.application.engine;

import dev.stint.application.spi.RunStore;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Promotes what came due, delivers what is owed, reaps lost workers, tells what is ready. */
final class Chores {

  private static final int PROMOTED_AT_ONCE = 2_000;
  private static final long HUNGRY_REST = Duration.ofMillis(100).toNanos();
  private static final Duration OWED_AGE = Duration.ofSeconds(1);

  private final Crew crew;
  private final Reaper reaper;
  private final Parked parked;
  private final Orphans orphans;
  private final PriorityAgeing ageing;
  private final DailyClean daily;
  private final Figures figures;
  private final Schedules schedules;
  private final Deliveries deliveries;
  private final Thread thread;
  private long reaped;
  private long rounded;

  Chores(Crew crew) {
    this.crew = crew;
    this.reaper = new Reaper(crew);
    this.parked = crew.parked();
    this.orphans = new Orphans(crew);
    this.ageing = new PriorityAgeing(crew);
    this.daily = new DailyClean(crew);
    this.figures = new Figures(crew);
    this.schedules = new Schedules(crew);
    this.deliveries = new Deliveries(crew.parts().stores(), crew.parts().wakeups());
    this.thread = Threads.daemon("stint-chores", this::work);
  }

  void start() {
    reaped = crew.clock().nanos();
    crew.owing().wakes(() -> LockSupport.unpark(thread));
    thread.start();
  }

  /** Waits until its thread has ended, once the crew is closed: it asks the store no more. */
  void ended(Duration atMost) {
    Threads.ended(thread, atMost);
  }

  /** Does all of it once; what the store refuses now is done by the next round. */
  void doAll() {
    try {
      reap();
      parked.begin();
      orphans.look();
      schedules.round();
      promote();
      deliver();
      ageing.look();
    } catch (RuntimeException e) {
      crew.failed("chores", e);
    }
  }

  private void work() {
    while (!crew.stopping()) {
      try {
        if (crew.owing().pending() == 0) {
          LockSupport.parkNanos(this, rest());
        }
        deliverOwn();
        tendPermits();
        if (crew.clock().nanos() - rounded < crew.pollNanos()) {
          continue;
        }
        rounded = crew.clock().nanos();
        schedules.round();
        promote();
        deliver();
        parked.page();
        orphans.look();
        ageing.look();
        daily.begin();
        figures.tell();
        long half = crew.parts().config().lease().toNanos() / 2;
        if (crew.clock().nanos() - reaped >= half) {
          reap();
        }
      } catch (RuntimeException e) {
        crew.failed("chores", e);
      }
    }
  }

  /** What this worker's own tasks owe goes first, and at once. */
  private void deliverOwn() {
    crew.owing()
        .handOver(
            targets -> {
              if (deliveries.of(targets) > 0) {
                crew.fetcher().hint();
              }
            });
  }

  /** Shorter while work waits for permits that others hold. */
  private long rest() {
    return crew.permits().hungry() ? Math.min(crew.pollNanos(), HUNGRY_REST) : crew.pollNanos();
  }

  private void tendPermits() {
    if (crew.permits().tend(crew.lease().worker(), crew.clock().nanos())) {
      crew.slots().wake(crew.permits().waiting());
      crew.fetcher().hint();
    }
  }

  /** What others left undone. */
  private void deliver() {
    int turns = crew.parts().stores().runs().deliver(PROMOTED_AT_ONCE, OWED_AGE);
    if (deliveries.sweep(OWED_AGE) + turns > 0) {
      crew.fetcher().hint();
    }
  }

  /** Cleans if it is time, until {@code stop}; for a batch that has nothing else to do. */
  void clean(BooleanSupplier stop) {
    daily.clean(stop);
  }

  private void reap() {
    if (reaper.reap() > 0) {
      crew.fetcher().hint();
    }
    reaped = crew.clock().nanos();
  }

  private void promote() {
    RunStore runs = crew.parts().stores().runs();
    int promoted = runs.promote(PROMOTED_AT_ONCE);
    if (promoted > 0) {
      crew.fetcher().hint();
    }
    while (promoted == PROMOTED_AT_ONCE && !crew.stopping()) {
      promoted = runs.promote(PROMOTED_AT_ONCE);
    }
  }
}
