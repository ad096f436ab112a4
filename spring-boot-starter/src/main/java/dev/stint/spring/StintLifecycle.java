package dev.stint.spring;

import dev.stint.bootstrap.Stint;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Starts to work after everything else of the context, and stops before it: what tasks use is there
 * as long as they run. Its phase is {@link SmartLifecycle#DEFAULT_PHASE}.
 */
final class StintLifecycle implements SmartLifecycle {

  private final Stint stint;
  private final Duration patience;
  private volatile boolean running;

  StintLifecycle(Stint stint, Duration patience) {
    this.stint = stint;
    this.patience = patience;
  }

  @Override
  public void start() {
    running = true;
    stint.work().start();
  }

  @Override
  public void stop() {
    stint.stopBatches();
    stint.work().stop(patience);
    running = false;
  }

  /** Beside what else stops in the same phase. */
  @Override
  public void stop(Runnable stopped) {
    Thread stopping =
        new Thread(
            () -> {
              try {
                stop();
              } finally {
                stopped.run();
              }
            },
            "stint-spring-stop");
    stopping.start();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
