package dev.stint.application.patience;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long something took, less what the machine's other work took from it: a thread of
 * its own burns a little CPU again and again, and the time counts only in the share that it was
 * given. On an idle machine that is the wall clock's time; beside eight busy loops on two cores
 * about a quarter of it. While the whole process stands still no time passes.
 */
public final class FairStopwatch implements AutoCloseable {

  private static final long BURN = 20_000_000;
  private static final long REST = 80_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Thread control = new Thread(this::measure, "fair-stopwatch");
  private final long began = System.nanoTime();
  private volatile double fair;
  private volatile long until = began;
  private volatile double share = 1;
  private volatile boolean closed;

  private FairStopwatch() {
    control.setDaemon(true);
  }

  public static FairStopwatch start() {
    FairStopwatch stopwatch = new FairStopwatch();
    stopwatch.control.start();
    return stopwatch;
  }

  /** The time until now that a thread which always had something to do would have been given. */
  public synchronized Duration elapsed() {
    return Duration.ofNanos((long) (fair + since(System.nanoTime()) * share));
  }

  /** The time until now by the wall clock. */
  public Duration wall() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void measure() {
    while (!closed) {
      long wall = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      while (THREADS.getCurrentThreadCpuTime() - cpu < BURN) {
        Thread.onSpinWait();
      }
      note(Math.min(1, (double) BURN / (System.nanoTime() - wall)));
      LockSupport.parkNanos(REST);
    }
  }

  private synchronized void note(double given) {
    long now = System.nanoTime();
    share = given;
    fair += since(now) * given;
    until = now;
  }

  /**
   * Since the last note, if the control thread was woken in time: a longer rest than it asked for
   * is time that nobody was given.
   */
  private double since(long now) {
    return Math.min(now - until, REST + BURN / share);
  }

  @Override
  public void close() {
    closed = true;
  }
}
