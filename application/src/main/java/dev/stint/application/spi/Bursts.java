package dev.stint.application.spi;

import dev.stint.domain.Line;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Passes lines on in bursts, from one thread of its own: those that come while a burst is under way
 * go together in the next, each once; so do those that come too soon after one. The thread begins
 * with the first line. Thread-safe.
 */
public final class Bursts implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Bursts.class.getName());

  /** Who asks again and again sends a hint each time: most of these would tell nothing new. */
  private static final Duration GAP = Duration.ofMillis(2);

  private final String thread;
  private final long gap;
  private final Consumer<Set<Line>> next;
  private final Set<Line> pending = new LinkedHashSet<>();
  private boolean started;
  private boolean closed;

  /**
   * @param thread its name
   * @param next told each burst; what it throws is logged, and the burst is lost
   */
  public Bursts(String thread, Consumer<Set<Line>> next) {
    this(thread, Duration.ZERO, next);
  }

  private Bursts(String thread, Duration gap, Consumer<Set<Line>> next) {
    this.thread = thread;
    this.gap = gap.toNanos();
    this.next = next;
  }

  /** The same with some time between two bursts, for those that are told over a network. */
  public static Bursts spaced(String thread, Consumer<Set<Line>> next) {
    return new Bursts(thread, GAP, next);
  }

  /** Never waits; after the end it does nothing. */
  public synchronized void add(Collection<Line> lines) {
    if (closed) {
      return;
    }
    pending.addAll(lines);
    if (!started) {
      started = true;
      Thread sender = new Thread(this::work, thread);
      sender.setDaemon(true);
      sender.start();
    }
    notifyAll();
  }

  /** What is pending is dropped: a lost hint costs latency only. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void work() {
    for (Set<Line> burst = await(); !burst.isEmpty(); burst = await()) {
      long began = System.nanoTime();
      try {
        next.accept(burst);
      } catch (Throwable e) {
        tell(e);
      }
      LockSupport.parkNanos(this, gap - (System.nanoTime() - began));
    }
  }

  /** Nothing ends the thread, not even a log that fails: there would be no hints any more. */
  private void tell(Throwable error) {
    try {
      LOG.log(
          System.Logger.Level.WARNING,
          thread + " lost a burst of hints; polling finds what they told of",
          error);
    } catch (Throwable again) {
      // Hints are a help only.
    }
  }

  private synchronized Set<Line> await() {
    while (pending.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The flag is clear again; only the end ends it.
        continue;
      }
    }
    Set<Line> burst = closed ? Set.of() : new LinkedHashSet<>(pending);
    pending.clear();
    return burst;
  }
}
