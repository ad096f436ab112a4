package dev.stint.application.engine.upkeep;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.registers.TurnRegister;
import dev.stint.application.service.CleanService;
import dev.stint.application.spi.Mutexes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Cleans by the configured rules, once in the configured time over all workers: who cleaned keeps
 * the mutex until that time is over, or noted the turn where a pattern says when. A worker that
 * dies while it cleans leaves the rest for the next time.
 */
public final class DailyClean {

  public static final String MUTEX = "stint.clean";

  private static final Logger LOG = GuardedLog.of(DailyClean.class);
  private static final Duration RAREST_TRY = Duration.ofHours(1);
  private static final Duration CRON_LOOK = Duration.ofSeconds(15);
  private static final String TURN = "clean";
  private static final long LOOK = Duration.ofMillis(5).toNanos();

  private final Config config;
  private final Mutexes mutexes;
  private final StoreClock clock;
  private final WorkerStop stop;
  private final WorkerThreads threads;
  private final LoopErrors errors;
  private final CleanService clean;
  private final TurnRegister turns;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private long tried;

  public DailyClean(
      CleanService clean, TurnRegister turns, Config config, Mutexes mutexes, LoopParts loop) {
    this.clean = clean;
    this.turns = turns;
    this.config = config;
    this.mutexes = mutexes;
    this.clock = loop.clock();
    this.stop = loop.stop();
    this.threads = loop.threads();
    this.errors = loop.errors();
    this.tried = clock.nanos() - pause().toNanos();
  }

  /** Begins on a thread of its own if it may be time; other chores do not wait for it. */
  public void begin() {
    if (mayBeTime() && underWay.compareAndSet(false, true)) {
      tried = clock.nanos();
      begun();
    }
  }

  private void begun() {
    boolean started = false;
    try {
      threads.helper("stint-clean", this::work).start();
      started = true;
    } finally {
      if (!started) {
        underWay.set(false);
      }
    }
  }

  private boolean mayBeTime() {
    return on() && clock.nanos() - tried >= pause().toNanos();
  }

  private boolean on() {
    boolean ever = config.cleanAt().isPresent() || !config.cleanEvery().isZero();
    return config.cleans() && ever;
  }

  private Duration pause() {
    if (config.cleanAt().isPresent()) {
      return CRON_LOOK;
    }
    Duration every = config.cleanEvery();
    return every.compareTo(RAREST_TRY) < 0 ? every : RAREST_TRY;
  }

  private void work() {
    try {
      cleanIfFirst(stop::stopping);
    } catch (Throwable e) {
      errors.failed("clean", e);
    } finally {
      underWay.set(false);
    }
  }

  /**
   * Cleans here and now if nobody did in the configured time. A clean that this worker began is
   * waited for: who stops afterwards would cut it short, each time anew.
   */
  public void clean(BooleanSupplier stop) {
    if (on() && mine(stop)) {
      cleanHere(stop);
    }
  }

  private boolean mine(BooleanSupplier stop) {
    while (!underWay.compareAndSet(false, true)) {
      if (stop.getAsBoolean()) {
        return false;
      }
      Interrupts.park(this, LOOK);
    }
    return true;
  }

  private void cleanHere(BooleanSupplier stop) {
    try {
      cleanIfFirst(stop);
    } catch (Throwable e) {
      errors.failed("clean", e);
    } finally {
      underWay.set(false);
    }
  }

  private void cleanIfFirst(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return;
    }
    Optional<Runnable> giveBack = turn();
    if (giveBack.isPresent()) {
      clean(stop, giveBack.get());
    }
  }

  /** What lets another have the turn; empty if it is not this worker's. */
  private Optional<Runnable> turn() {
    if (config.cleanAt().isEmpty()) {
      return mutexes.tryAcquire(MUTEX, config.cleanEvery()).map(held -> (Runnable) held::close);
    }
    return turns
        .take(TURN, clock.now(), config.cleanAt().get()::after)
        .map(taken -> () -> turns.giveBack(taken));
  }

  private void clean(BooleanSupplier stop, Runnable giveBack) {
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
        giveBack.run();
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
