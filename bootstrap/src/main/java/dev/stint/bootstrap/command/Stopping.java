package dev.stint.bootstrap.command;

import dev.stint.bootstrap.Stint;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes SIGTERM and SIGINT yield and hand back before the JVM goes. */
final class Stopping implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  Stopping(Stint stint) {
    this.hook =
        new Thread(
            () -> {
              asked.countDown();
              stint.stopBatches();
              try {
                done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stint-stopping");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits until a signal comes. */
  void await() throws InterruptedException {
    asked.await();
  }

  @Override
  public void close() {
    done.countDown();
    if (asked.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
