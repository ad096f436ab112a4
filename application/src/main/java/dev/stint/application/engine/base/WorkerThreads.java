package dev.stint.application.engine.base;

import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one worker. One that it cannot do without and that ends by an error breaks the
 * worker: it is unhealthy and renews no more, so that its tasks run elsewhere. Thread-safe.
 */
public final class WorkerThreads {

  private final Set<Thread> own = ConcurrentHashMap.newKeySet();

  /** Threads of the host that are at work for this worker. */
  private final Set<Thread> lent = ConcurrentHashMap.newKeySet();

  private volatile @Nullable String broken;

  /** A daemon thread that the worker cannot do without. */
  public Thread vital(String name, Runnable work) {
    return kept(Threads.daemon(name, () -> work(name, work)));
  }

  public Thread slot(String name, Runnable work) {
    return kept(Threads.slot(name, () -> work(name, work)));
  }

  /** A daemon thread whose end harms nobody. */
  public Thread helper(String name, Runnable work) {
    return kept(
        Threads.daemon(
            name,
            () -> {
              try {
                Guard.run(name, work::run);
              } finally {
                own.remove(Thread.currentThread());
              }
            }));
  }

  private Thread kept(Thread thread) {
    own.add(thread);
    return thread;
  }

  private void work(String name, Runnable work) {
    boolean ended = false;
    try {
      work.run();
      ended = true;
    } catch (Throwable e) {
      broke("its thread " + name + " ended: " + Guard.words(e));
      ended = true;
      Guard.log("thread " + name, e);
    } finally {
      if (!ended) {
        broke("its thread " + name + " ended");
      }
      own.remove(Thread.currentThread());
    }
  }

  /** Only the first reason is kept. */
  public void broke(String words) {
    if (broken == null) {
      broken = words;
    }
  }

  /** Why this worker cannot go on, if it cannot. */
  public Optional<String> broken() {
    return Optional.ofNullable(broken);
  }

  /** Whether the calling thread is at work for this worker: it must not wait for its own end. */
  public boolean mine() {
    return own.contains(Thread.currentThread()) || lent.contains(Thread.currentThread());
  }

  /** Its own threads that have not ended. */
  public List<Thread> all() {
    return own.stream().filter(Thread::isAlive).toList();
  }

  /** Counts the calling thread among those at work until this is closed. */
  public Lent lend() {
    Thread thread = Thread.currentThread();
    return lent.add(thread) ? () -> lent.remove(thread) : () -> {};
  }

  /** See {@link #lend}. */
  public interface Lent extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits until all threads but the calling one have ended, or time is up. */
  public void join(Duration atMost) {
    long left = Bounds.nanos(atMost) / 1_000_000;
    for (Thread thread : own) {
      left = join(thread, left);
    }
  }

  public static void join(Thread thread, Duration atMost) {
    join(thread, Bounds.nanos(atMost) / 1_000_000);
  }

  /** Waits for one thread, unless it is the calling one; answers what is left of the time. */
  private static long join(Thread thread, long millis) {
    long left = millis;
    while (left > 0 && thread != Thread.currentThread() && thread.isAlive()) {
      Interrupts.clear();
      try {
        thread.join(1);
      } catch (InterruptedException e) {
        Interrupts.remember();
      }
      left--;
    }
    return left;
  }
}
