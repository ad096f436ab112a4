package dev.stint.application.engine.write;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Settles behind the slots' backs: a slot hands its settlement over and goes on; one thread writes
 * what has gathered, and a second one helps while that is much. Thread-safe.
 */
final class SettleQueue {

  private final Queue<QueuedSettlement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waits = new AtomicInteger();
  private final AtomicLong unsettled = new AtomicLong();
  private final BiPredicate<QueuedSettlement, Writer.Answer<WriteResult>> then;
  private final Consumer<Set<Line>> ready;
  private final Settler first;
  private final Settler second;
  private final int most;
  private volatile boolean closed;

  /**
   * @param writers makes the writer of each thread
   * @param then hears what became of each and says whether tasks may be ready by it
   * @param ready told once a batch of the lines where tasks may be ready by it: not for each, since
   *     every time is a look at the store
   * @param threads makes them
   * @param most of one batch; from half as many on a batch of its own is worth its commit, for the
   *     first is half way at best
   */
  SettleQueue(
      Supplier<Writer<QueuedSettlement, WriteResult>> writers,
      BiPredicate<QueuedSettlement, Writer.Answer<WriteResult>> then,
      Consumer<Set<Line>> ready,
      BiFunction<String, Runnable, Thread> threads,
      int most) {
    this.most = most;
    this.first = new Settler(1, writers.get(), threads);
    this.second = new Settler(most / 2, writers.get(), threads);
    this.then = then;
    this.ready = ready;
  }

  void start() {
    first.thread.start();
    second.thread.start();
  }

  void add(QueuedSettlement ended) {
    unsettled.incrementAndGet();
    waiting.add(ended);
    waits.incrementAndGet();
    first.look();
    second.look();
  }

  long unsettled() {
    return unsettled.get();
  }

  /** Settles in the calling thread what was handed over; for a queue that was never started. */
  void settleHere() {
    for (List<QueuedSettlement> batch = gather(); !batch.isEmpty(); batch = gather()) {
      first.settle(batch);
    }
  }

  /** Ends the threads once everything handed over was answered or abandoned. */
  void close() {
    closed = true;
    first.look();
    second.look();
  }

  private List<QueuedSettlement> gather() {
    List<QueuedSettlement> batch = new ArrayList<>();
    while (batch.size() < most) {
      QueuedSettlement next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    waits.addAndGet(-batch.size());
    return batch;
  }

  private void settled(List<QueuedSettlement> batch, List<Writer.Answer<WriteResult>> answers) {
    Set<Line> lines = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      settled(batch.get(i), answers.get(i), lines);
    }
    if (!lines.isEmpty()) {
      Guard.run("a hint", () -> ready.accept(lines));
    }
    unsettled.addAndGet(-batch.size());
  }

  private void settled(QueuedSettlement ended, Writer.Answer<WriteResult> answer, Set<Line> lines) {
    try {
      if (then.test(ended, answer)) {
        lines.add(ended.claim().spec().line());
      }
    } catch (Throwable e) {
      Guard.log("what follows a settlement", e);
    }
  }

  /** A thread that settles when at least so much waits. */
  private final class Settler {
    private final int least;
    private final Writer<QueuedSettlement, WriteResult> writer;
    private final Thread thread;
    private volatile boolean parked;
    private Backoff backoff = new Backoff();

    Settler(
        int least,
        Writer<QueuedSettlement, WriteResult> writer,
        BiFunction<String, Runnable, Thread> threads) {
      this.least = least;
      this.writer = writer;
      this.thread = threads.apply("stint-settle", this::work);
    }

    void look() {
      if (parked && !rests()) {
        LockSupport.unpark(thread);
      }
    }

    private boolean rests() {
      return waits.get() < least && !closed;
    }

    private void work() {
      while (true) {
        List<QueuedSettlement> batch = waits.get() < least ? List.of() : gather();
        if (!batch.isEmpty()) {
          settle(batch);
        } else if (closed) {
          return;
        } else {
          rest();
        }
      }
    }

    /** A batch that the writer could not even send goes back to the queue. */
    private void settle(List<QueuedSettlement> batch) {
      List<Writer.Answer<WriteResult>> answers;
      try {
        answers = writer.write(batch);
        backoff = new Backoff();
      } catch (Throwable e) {
        Guard.log("settling", e);
        waiting.addAll(batch);
        waits.addAndGet(batch.size());
        backoff.pause();
        return;
      }
      settled(batch, answers);
    }

    private void rest() {
      parked = true;
      if (rests()) {
        Interrupts.park(this);
      }
      parked = false;
    }
  }
}
