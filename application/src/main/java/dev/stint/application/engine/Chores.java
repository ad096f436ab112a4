package dev.stint.application.engine;

import dev.stint.application.spi.RunStore;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Promotes what came due, delivers what is owed, reaps lost workers. */
final class Chores {

  private static final int PROMOTED_AT_ONCE = 2_000;
  private static final Duration OWED_AGE = Duration.ofSeconds(1);

  private final Crew crew;
  private final Reaper reaper;
  private final Thread thread;
  private long reaped;

  Chores(Crew crew) {
    this.crew = crew;
    this.reaper = new Reaper(crew);
    this.thread = Threads.daemon("stint-chores", this::work);
  }

  void start() {
    reaped = crew.clock().nanos();
    thread.start();
  }

  /** Does all of it once; what the store refuses now is done by the next round. */
  void doAll() {
    try {
      reap();
      promote();
      crew.parts().stores().runs().deliver(PROMOTED_AT_ONCE, OWED_AGE);
    } catch (RuntimeException e) {
      crew.failed("chores", e);
    }
  }

  private void work() {
    while (!crew.stopping()) {
      LockSupport.parkNanos(this, crew.pollNanos());
      try {
        promote();
        crew.parts().stores().runs().deliver(PROMOTED_AT_ONCE, OWED_AGE);
        long half = crew.parts().config().lease().toNanos() / 2;
        if (crew.clock().nanos() - reaped >= half) {
          reap();
        }
      } catch (RuntimeException e) {
        crew.failed("chores", e);
      }
    }
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
