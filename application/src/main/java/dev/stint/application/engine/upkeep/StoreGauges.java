package dev.stint.application.engine.upkeep;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.spi.QueryStore;
import java.time.Duration;

/** Tells the observer how the whole store is. For the chores' thread. */
public final class StoreGauges {

  private static final long DEPTHS_EVERY = Duration.ofSeconds(5).toNanos();
  private static final long COUNTS_EVERY = Duration.ofSeconds(15).toNanos();

  /** Counting may take this part of the time. */
  private static final long SHARE = 100;

  private final QueryStore queries;
  private final StoreClock clock;
  private final TaskObserver observer;
  private long depths;
  private long counts;
  private long pause = COUNTS_EVERY;

  public StoreGauges(QueryStore queries, StoreClock clock, TaskObserver observer) {
    this.queries = queries;
    this.clock = clock;
    this.observer = observer;
    this.depths = clock.nanos() - DEPTHS_EVERY;
    this.counts = clock.nanos() - COUNTS_EVERY;
  }

  /** Tells what it is time to tell; nothing if nobody listens. */
  public void tell() {
    if (observer == TaskObserver.NONE) {
      return;
    }
    long now = clock.nanos();
    if (now - depths >= DEPTHS_EVERY) {
      depths = now;
      observer.ready(clock.now(), queries.depths());
    }
    if (now - counts >= pause) {
      counts = now;
      observer.standing(clock.now(), queries.counts(), queries.workers());
      pause = Math.max(COUNTS_EVERY, (clock.nanos() - now) * SHARE);
    }
  }
}
