package dev.stint.application.service;

import dev.stint.domain.WriteBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the requests of many callers: while one batch is written the next gathers, and goes as
 * one; an idle system adds no delay. A caller whom no write is under way before writes itself, if
 * that can be ended; else a thread of the queue's own does, so that a driver that hangs holds no
 * caller for longer than a request may last. Each caller is woken by its own last answer.
 * Thread-safe.
 */
final class RequestQueue {

  private static final long IDLE_SECONDS = 5;

  /** Also who waited long for others' writes is tried once. */
  private static final long LEAST = 100_000_000;

  private final RequestWrites writes;
  private final Optional<CallerWrites> callers;
  private final Executor threads;
  private final Queue<WaitingRequest> waiting = new ArrayDeque<>();

  /** Whose turn it is to take batches; null if nobody writes. */
  private @Nullable Writer turn;

  RequestQueue(RequestWrites writes, Optional<CallerWrites> callers) {
    this.writes = writes;
    this.callers = callers;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            RequestQueue::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "stint-request");
    thread.setDaemon(true);
    return thread;
  }

  /** How many requests wait for the next write; for tests. */
  synchronized int size() {
    return waiting.size();
  }

  /** Whether somebody has the turn to write; for tests. */
  synchronized boolean writes() {
    return turn != null;
  }

  /**
   * Returns once each of them has its answer. An interrupt is kept, and ends nothing.
   *
   * @param caller of all of them, the current thread
   * @param nanos how long an answer may take
   */
  void write(List<WaitingRequest> requests, Caller caller, long nanos) {
    long limit = Math.max(LEAST, nanos);
    long began = System.nanoTime();
    if (callers.filter(c -> c.takes(requests)).isPresent() && written(requests, limit)) {
      return;
    }
    queue(requests, caller, began + limit);
  }

  /** The caller writes, if nobody else does; answers whether that gave all of them an answer. */
  private boolean written(List<WaitingRequest> requests, long limit) {
    Writer mine = new Writer();
    synchronized (this) {
      if (turn != null) {
        return false;
      }
      turn = mine;
    }
    try {
      return callers.orElseThrow().write(requests, limit);
    } finally {
      passOn(mine);
    }
  }

  /** What gathered while a caller wrote goes from a thread of the queue's. */
  private void passOn(Writer mine) {
    synchronized (this) {
      if (turn != mine) {
        return;
      }
      if (waiting.isEmpty()) {
        turn = null;
        return;
      }
      mine.began = System.nanoTime();
    }
    try {
      start(mine);
    } catch (Throwable e) {
      // No thread could be had: those who wait look for themselves.
    }
  }

  private void queue(List<WaitingRequest> requests, Caller caller, long until) {
    try {
      add(requests);
    } catch (Throwable e) {
      // No thread could be had, or no memory.
      requests.forEach(w -> w.unknown(e));
    }
    boolean interrupted = false;
    long end = Math.max(until, System.nanoTime() + LEAST);
    while (!caller.ready()) {
      long left = end - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
        interrupted |= Thread.interrupted();
      } else {
        end = System.nanoTime() + late(requests);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(List<WaitingRequest> requests) {
    Writer starting;
    synchronized (this) {
      waiting.addAll(requests);
      if (turn != null) {
        return;
      }
      starting = new Writer();
      turn = starting;
    }
    start(starting);
  }

  private void start(Writer starting) {
    try {
      threads.execute(starting);
    } catch (Throwable e) {
      synchronized (this) {
        turn = turn == starting ? null : turn;
      }
      throw e;
    }
  }

  /** Answers what the store was asked and did not answer; how long to wait on for the others. */
  private long late(List<WaitingRequest> requests) {
    passOver();
    long now = System.nanoTime();
    long left = 0;
    for (WaitingRequest request : requests) {
      long since = request.sentFor(now);
      if (since >= LEAST) {
        request.givenUp();
      } else {
        left = Math.max(left, LEAST - since);
      }
    }
    return left;
  }

  /** Lets another thread write if the one that does hangs; it is left to itself. */
  private void passOver() {
    Writer starting;
    synchronized (this) {
      if (turn != null && System.nanoTime() - turn.began < LEAST) {
        return;
      }
      starting = waiting.isEmpty() ? null : new Writer();
      turn = starting;
    }
    if (starting != null) {
      start(starting);
    }
  }

  /** The next batch for the thread whose turn it is; none ends its turn. */
  private synchronized List<WaitingRequest> next(Writer writer) {
    List<WaitingRequest> batch = new ArrayList<>();
    if (turn != writer) {
      return batch;
    }
    long bytes = 0;
    for (WaitingRequest next = waiting.peek(); next != null; next = waiting.peek()) {
      if (!WriteBatch.takes(batch.size(), bytes, next.bytes())) {
        break;
      }
      bytes += next.bytes();
      batch.add(next);
      waiting.remove();
    }
    writer.began = System.nanoTime();
    turn = batch.isEmpty() ? null : turn;
    return batch;
  }

  private final class Writer implements Runnable {
    /** Guarded by the queue. */
    private long began = System.nanoTime();

    @Override
    public void run() {
      for (List<WaitingRequest> batch = next(this); !batch.isEmpty(); batch = next(this)) {
        writes.write(batch);
      }
    }
  }
}
