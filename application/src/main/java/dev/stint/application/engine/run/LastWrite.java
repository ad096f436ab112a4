package dev.stint.application.engine.run;

import dev.stint.application.engine.base.StoreClock;
import java.time.Duration;

/** When a stint last wrote, for what was noted waits for its next write. Thread-safe. */
final class LastWrite {

  /** What was noted waits no longer for a write that takes it along. */
  private static final long NOTES_WAIT = Duration.ofSeconds(1).toNanos();

  private final StoreClock clock;
  private volatile long at;

  LastWrite(StoreClock clock) {
    this.clock = clock;
    this.at = clock.nanos();
  }

  void isNow() {
    at = clock.nanos();
  }

  boolean isLongAgo() {
    return clock.nanos() - at >= NOTES_WAIT;
  }
}
