package dev.stint.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits until other processes let an SQLite file be written, looking again about every millisecond.
 *
 * <p>SQLite's own wait soon looks every tenth of a second only, and a process that writes one
 * transaction after the other leaves its file free for some microseconds between two of them. Of
 * four such processes one could go without a write for longer than its lease, and was lost.
 *
 * <p>For one connection, which is used by one thread at a time.
 */
final class BusyWait extends BusyHandler {

  private static final int GIVE_UP = 0;
  private static final int LOOK_AGAIN = 1;
  private static final long SHORTEST_NANOS = 500_000;
  private static final long LONGEST_NANOS = 1_500_000;

  private final long limitNanos;
  private long began;

  /**
   * @param limit after it the statement fails with SQLITE_BUSY
   */
  BusyWait(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  @Override
  protected int callback(int looks) {
    long now = System.nanoTime();
    if (looks == 0) {
      began = now;
    }
    if (now - began >= limitNanos) {
      return GIVE_UP;
    }
    pause();
    return LOOK_AGAIN;
  }

  /** An interrupt is kept for later, as by SQLite's own wait, and does not make this one spin. */
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_NANOS, LONGEST_NANOS));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
