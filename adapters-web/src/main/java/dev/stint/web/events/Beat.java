package dev.stint.web.events;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Calls what is to be done again and again, while somebody watches. Thread-safe. */
public interface Beat {

  /** Calls it soon, and again and again; begun already, only soon. One call at a time. */
  void begin(Runnable tick);

  /** No more calls begin. */
  void end();

  /** On a daemon thread of its own, which is there only while it beats. */
  static Beat onItsOwnThread() {
    return onItsOwnThread("stint-web-events", Duration.ofMillis(200));
  }

  /** The same on a thread of this name, with so much time from call to call. */
  static Beat onItsOwnThread(String name, Duration every) {
    return new Beat() {
      private @Nullable ScheduledExecutorService thread;

      @Override
      public synchronized void begin(Runnable tick) {
        Runnable guarded = guarded(name, tick);
        if (thread != null) {
          thread.execute(guarded);
          return;
        }
        thread =
            Executors.newSingleThreadScheduledExecutor(
                work -> {
                  Thread made = new Thread(work, name);
                  made.setDaemon(true);
                  return made;
                });
        thread.scheduleWithFixedDelay(guarded, 0, every.toMillis(), TimeUnit.MILLISECONDS);
      }

      /** Without an interrupt, which some drivers answer by closing their file. */
      @Override
      public synchronized void end() {
        if (thread != null) {
          thread.shutdown();
          thread = null;
        }
      }
    };
  }

  /** A call that throws would be the last; what it says is logged when it begins to fail. */
  private static Runnable guarded(String name, Runnable tick) {
    AtomicBoolean fails = new AtomicBoolean();
    return () -> {
      try {
        tick.run();
        fails.set(false);
      } catch (Throwable e) {
        if (!fails.getAndSet(true)) {
          LoggerFactory.getLogger(Beat.class).warn("{} failed and is tried again", name, e);
        }
      }
    };
  }
}
