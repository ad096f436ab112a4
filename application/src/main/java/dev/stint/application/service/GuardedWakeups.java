package dev.stint.application.service;

import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hints that may fail: what they throw is logged and costs latency only. Thread-safe. */
public final class GuardedWakeups implements Wakeups {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedWakeups.class);

  private final Wakeups wakeups;

  private GuardedWakeups(Wakeups wakeups) {
    this.wakeups = wakeups;
  }

  public static Wakeups of(Wakeups wakeups) {
    return wakeups instanceof GuardedWakeups ? wakeups : new GuardedWakeups(wakeups);
  }

  @Override
  public void publish(Collection<Line> lines) {
    try {
      wakeups.publish(lines);
    } catch (Throwable e) {
      log("published", e);
    }
  }

  /** Polling alone is correct, so one that cannot be heard keeps nobody from working. */
  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    try {
      return Optional.ofNullable(wakeups.subscribe(listener)).orElse(() -> {});
    } catch (Throwable e) {
      log("heard", e);
      return () -> {};
    }
  }

  /** What was thrown may be hostile, or memory short. */
  private static void log(String what, Throwable error) {
    try {
      LOG.error("hints cannot be {}; polling goes on", what, error);
    } catch (Throwable again) {
      // Nothing is left to tell it to.
    }
  }
}
