package dev.stint.application.service;

import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Hints that may fail: what they throw is logged and costs latency only. Thread-safe. */
public final class GuardedWakeups implements Wakeups {

  private static final Logger LOG = GuardedLog.of(GuardedWakeups.class);
  private static final String CANNOT_BE = "hints cannot be {}; polling goes on";

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
      LOG.error(CANNOT_BE, "published", e);
    }
  }

  /** Polling alone is correct, so one that cannot be heard keeps nobody from working. */
  @Override
  public AutoCloseable subscribe(Consumer<Line> listener) {
    return subscribe(listener, () -> {});
  }

  @Override
  public AutoCloseable subscribe(Consumer<Line> listener, Runnable missed) {
    try {
      return Optional.ofNullable(wakeups.subscribe(listener, missed)).orElse(() -> {});
    } catch (Throwable e) {
      LOG.error(CANNOT_BE, "heard", e);
      return () -> {};
    }
  }
}
