package dev.stint.application.engine;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.service.CleanService;
import dev.stint.application.service.Types;
import dev.stint.application.spi.Mutexes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans by the configured rules, once in the configured time over all workers: who cleaned keeps
 * the mutex until that time is over. A worker that dies while it cleans leaves the rest for the
 * next time.
 */
final class DailyClean {

  static final String MUTEX = "stint.clean";

  private static final Logger LOG = LoggerFactory.getLogger(DailyClean.class);
  private static final Duration RAREST_TRY = Duration.ofHours(1);

  private final Crew crew;
  private final CleanService clean;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private long tried;

  DailyClean(Crew crew) {
    this.crew = crew;
    EngineParts parts = crew.parts();
    this.clean =
        new CleanService(
            parts.stores(),
            new Types(parts.registry().definitions()),
            parts.codec(),
            parts.config());
    this.tried = crew.clock().nanos() - pause().toNanos();
  }

  /** Begins on a thread of its own if it may be time; other chores do not wait for it. */
  void begin() {
    if (mayBeTime() && underWay.compareAndSet(false, true)) {
      tried = crew.clock().nanos();
      Threads.daemon("stint-clean", this::work).start();
    }
  }

  private boolean mayBeTime() {
    return on() && crew.clock().nanos() - tried >= pause().toNanos();
  }

  private boolean on() {
    Config config = crew.parts().config();
    return config.cleans() && !config.cleanEvery().isZero();
  }

  private Duration pause() {
    Duration every = crew.parts().config().cleanEvery();
    return every.compareTo(RAREST_TRY) < 0 ? every : RAREST_TRY;
  }

  private void work() {
    try {
      cleanIfFirst(crew::stopping);
    } catch (RuntimeException e) {
      crew.failed("clean", e);
    } finally {
      underWay.set(false);
    }
  }

  /** Cleans here and now if nobody did in the configured time. */
  void clean(BooleanSupplier stop) {
    if (!on() || !underWay.compareAndSet(false, true)) {
      return;
    }
    try {
      cleanIfFirst(stop);
    } catch (RuntimeException e) {
      crew.failed("clean", e);
    } finally {
      underWay.set(false);
    }
  }

  private void cleanIfFirst(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return;
    }
    Config config = crew.parts().config();
    Optional<Mutexes.Hold> turn = crew.parts().mutexes().tryAcquire(MUTEX, config.cleanEvery());
    if (turn.isEmpty()) {
      return;
    }
    AtomicBoolean cutShort = new AtomicBoolean();
    BooleanSupplier noted = () -> noted(cutShort, stop);
    boolean done = false;
    try {
      for (CleanRule rule : config.cleanRules()) {
        long gone = clean.clean(rule, noted);
        if (gone > 0) {
          LOG.info("clean rule {} removed {} tasks", rule.name(), gone);
        }
      }
      done = !cutShort.get();
    } finally {
      if (!done) {
        // Not all of it was done: whoever comes next goes on.
        turn.get().close();
      }
    }
  }

  private static boolean noted(AtomicBoolean cutShort, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      cutShort.set(true);
    }
    return cutShort.get();
  }
}
