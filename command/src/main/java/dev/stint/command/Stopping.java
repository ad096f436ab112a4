package dev.stint.command;

import dev.stint.bootstrap.Stint;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes SIGTERM and SIGINT yield and hand back before the JVM goes, and lets the command say with
 * what code: a JVM that is told to stop would answer 143 however well it stopped.
 */
final class Stopping implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  /** Made by the thread that {@link #leave leaves} once the command is over. */
  Stopping(Stint stint) {
    Thread command = Thread.currentThread();
    this.hook = new Thread(() -> stop(stint, command), "stint-stopping");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends only once the command did, or had its time. */
  private void stop(Stint stint, Thread command) {
    asked.countDown();
    over.countDown();
    stint.stopBatches();
    try {
      command.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is nothing left to stop. */
  void workIsOver() {
    over.countDown();
  }

  /** Waits until a signal comes or the work is over. */
  void await() throws InterruptedException {
    over.await();
  }

  /** Waits no longer than this; answers whether it stopped. */
  boolean await(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends the JVM with the command's own code, also when a signal began to end it. */
  static void leave(int code) {
    System.out.flush();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
    } catch (IllegalStateException shuttingDown) {
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  @Override
  public void close() {
    try {
      if (asked.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException shuttingDown) {
      // The signal came just now, and the hook waits for this thread.
      over.countDown();
    }
  }
}
