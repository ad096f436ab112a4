package dev.stint.application.service;

import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.NewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes of callers on their own threads, which saves them two changes of threads. Another thread
 * looks whether one lasts too long, and ends it. Thread-safe.
 */
final class CallerWrites {

  private static final long LOOK = 100_000_000;

  /** The thread ends after this many looks without a write. */
  private static final int IDLE_LOOKS = 50;

  private final RequestWrites writes;
  private final CallerInserts inserts;
  private final Set<Write> underWay = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread watch;
  private volatile boolean used;

  CallerWrites(RequestWrites writes, CallerInserts inserts) {
    this.writes = writes;
    this.inserts = inserts;
  }

  /**
   * Whether such requests can be written so. Only while the store answers: a pool that looks for a
   * connection that still lives cannot be ended in that, and would hold the caller.
   */
  boolean takes(List<WaitingRequest> requests) {
    if (!writes.workedLately()) {
      return false;
    }
    List<NewTask> tasks = new ArrayList<>(requests.size());
    for (WaitingRequest request : requests) {
      if (request.followed()) {
        return false;
      }
      tasks.add(request.asSent());
    }
    return inserts.takes(tasks);
  }

  /**
   * Tries once; answers whether they were stored and have their answers. An interrupt is kept, and
   * ends nothing.
   *
   * @param nanos how long it may take
   */
  boolean write(List<WaitingRequest> requests, long nanos) {
    boolean interrupted = Thread.interrupted();
    Write write = new Write(Thread.currentThread(), System.nanoTime() + nanos);
    try {
      begin(write);
      return writes.write(requests, inserts);
    } finally {
      underWay.remove(write);
      if (write.over() | interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void begin(Write write) {
    underWay.add(write);
    used = true;
    if (watch == null) {
      watch();
    }
  }

  private synchronized void watch() {
    if (watch == null) {
      Thread thread = new Thread(this::look, "stint-request-watch");
      thread.setDaemon(true);
      thread.start();
      watch = thread;
    }
  }

  private void look() {
    for (int idle = 0; idle < IDLE_LOOKS || !rests(); idle++) {
      LockSupport.parkNanos(this, LOOK);
      if (used) {
        used = false;
        idle = 0;
      }
      long now = System.nanoTime();
      underWay.forEach(write -> write.look(now));
    }
  }

  /** Whether the thread may end: first it says so, then it looks once more. */
  private synchronized boolean rests() {
    Thread mine = watch;
    watch = null;
    if (underWay.isEmpty()) {
      return true;
    }
    watch = mine;
    return false;
  }

  /** One write. */
  private final class Write {
    private final Thread thread;
    private final long end;
    private boolean over;
    private boolean ended;
    private boolean interrupted;

    Write(Thread thread, long end) {
      this.thread = thread;
      this.end = end;
    }

    synchronized void look(long now) {
      if (!over && now - end >= 0) {
        // What was not ours is kept.
        interrupted |= !ended && thread.isInterrupted();
        ended = true;
        end();
      }
    }

    /** What goes wrong in it may end neither the thread that looks nor its other looks. */
    private void end() {
      try {
        inserts.end(thread);
      } catch (RuntimeException | Error e) {
        // Tried again at the next look.
      }
    }

    /** Answers whether the thread was interrupted meanwhile, other than from here. */
    synchronized boolean over() {
      over = true;
      boolean flag = Thread.interrupted();
      return ended ? interrupted : flag;
    }
  }
}
