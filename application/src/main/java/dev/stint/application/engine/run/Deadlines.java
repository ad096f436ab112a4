package dev.stint.application.engine.run;

import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.domain.Bounds;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When stints that begin now end. Thread-safe. */
public final class Deadlines {

  private final StoreClock clock;
  private final Optional<Long> end;

  /**
   * @param end the tick at which every stint is over, for a batch
   */
  public Deadlines(StoreClock clock, Optional<Long> end) {
    this.clock = clock;
    this.end = end;
  }

  /** The tick of its time, the batch's, or its window's, the soonest. */
  long of(Registry.Route route, Duration budget) {
    long began = clock.nanos();
    long own = began + Math.min(Bounds.nanos(route.stint()), Bounds.nanos(budget));
    long batch = end.isPresent() ? Math.min(end.get(), own) : own;
    Optional<WeeklyWindow> window = route.definition().window();
    return window.isPresent() ? within(window.get(), began, batch) : batch;
  }

  private long within(WeeklyWindow window, long began, long batch) {
    return window
        .closesAfter(clock.at(began))
        .map(closes -> Math.min(batch, began + nanosUntil(closes, began)))
        .orElse(batch);
  }

  private long nanosUntil(Instant moment, long from) {
    return Bounds.nanos(Duration.between(clock.at(from), moment));
  }
}
