package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the threads of this process write one after the other. Thread-safe. */
final class WriteTurns {

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Duration longest;

  /**
   * @param longest that a thread waits for its turn
   */
  WriteTurns(Duration longest) {
    this.longest = longest;
  }

  /**
   * Runs work once it is this thread's turn; at once where it is already.
   *
   * @throws StoreException transient, if the turn does not come in time, or the thread is
   *     interrupted, and stays so; the work did not begin then
   */
  <T> T in(Callable<T> work) throws Exception {
    take();
    try {
      return work.call();
    } finally {
      writing.unlock();
    }
  }

  private void take() {
    try {
      if (writing.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreException.Kind.TRANSIENT, "interrupted while another transaction writes", e);
    }
    throw new StoreException(
        StoreException.Kind.TRANSIENT,
        "another transaction has been writing for over " + longest.toSeconds() + " s");
  }
}
