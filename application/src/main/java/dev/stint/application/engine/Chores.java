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
  private long tended;

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
    this.thread = crew.threads().vital("stint-chores", this::work);
    this.tended = crew.clock().nanos() - HUNGRY_REST;
    this.rounded = crew.clock().nanos() - crew.pollNanos();
  }

  void start() {
    reaped = crew.clock().nanos();
    crew.chores(this::wake);
    thread.start();
  }

  /** Something is owed or wanted, or the crew stops. */
  private void wake() {
    if (crew.owing().pending() > 0 || crew.permits().hungry() || crew.stopping()) {
      LockSupport.unpark(thread);
    }
  }

  /** Does all of it once; what the store refuses now is done by the next round. */
  void doAll() {
    chore("reap", this::reap);
    chore("parked", parked::begin);
    chore("orphans", orphans::look);
    chore("schedules", schedules::round);
    chore("promote", this::promote);
    chore("deliver", this::deliver);
    chore("ageing", ageing::look);
  }

  /** One that fails keeps no other from its turn; answers whether it went well. */
  private boolean chore(String what, Runnable work) {
    try {
      work.run();
      return true;
    } catch (Throwable e) {
      crew.failed(what, e);
      return false;
    }
  }

  private void work() {
    Pauses pauses = new Pauses();
    while (!crew.stopping()) {
      if (crew.owing().pending() == 0) {
        Interrupts.park(this, rest());
      }
      if (chore("deliver", this::deliverOwn)) {
        pauses = new Pauses();
      } else {
        pauses.pause();
      }
      round();
    }
  }

  private void round() {
    long now = crew.clock().nanos();
    if (now - tended >= HUNGRY_REST) {
      tended = now;
      chore("permits", this::tendPermits);
    }
    if (now - rounded < crew.pollNanos()) {
      return;
    }
    rounded = now;
    schedules.round();
    chore("promote", this::promote);
    chore("deliver", this::deliver);
    chore("parked", parked::page);
    chore("orphans", orphans::look);
    chore("ageing", ageing::look);
    chore("clean", daily::begin);
    chore("figures", figures::tell);
    if (crew.clock().nanos() - reaped >= crew.parts().config().lease().toNanos() / 2) {
      chore("reap", this::reap);
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
    long sooner = Math.max(0, tended + HUNGRY_REST - crew.clock().nanos());
    return crew.permits().hungry() ? Math.min(crew.pollNanos(), sooner) : crew.pollNanos();
  }

  private void tendPermits() {
    if (crew.permits().waiting() > 0) {
      crew.fetcher().gates().look();
    }
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

  /** Nothing while others had no chance to renew, the store having been away. */
  private void reap() {
    if (!crew.lease().steady()) {
      return;
    }
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
