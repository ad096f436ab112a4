package dev.stint.web.events;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls what is to be done again and again, while somebody watches. Thread-safe. */
public interface Beat {

  /** Calls it soon, and again and again; begun already, only soon. One call at a time. */
  void begin(Runnable tick);

  /** No more calls begin. */
  void end();

  /** On a daemon thread of its own, which is there only while it beats. */
  static Beat onItsOwnThread() {
    return new Beat() {
      private static final int EVERY_MILLIS = 200;

      private @Nullable ScheduledExecutorService thread;

      @Override
      public synchronized void begin(Runnable tick) {
        if (thread != null) {
          thread.execute(tick);
          return;
        }
        thread =
            Executors.newSingleThreadScheduledExecutor(
                work -> {
                  Thread made = new Thread(work, "stint-web-events");
                  made.setDaemon(true);
                  return made;
                });
        thread.scheduleWithFixedDelay(tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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
}
