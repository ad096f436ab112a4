package dev.stint.application.engine;

import dev.stint.application.spi.Landing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Settles behind the slots' backs: a slot hands its settlement over and goes on; one thread writes
 * what has gathered, and a second one helps while that is much. Thread-safe.
 */
final class SettleQueue {

  /** From so many on a batch of its own is worth its commit: the first is half way at best. */
  static final int MUCH = Combiner.BATCH / 2;

  private final Queue<Ended> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waits = new AtomicInteger();
  private final AtomicLong unsettled = new AtomicLong();
  private final BiPredicate<Ended, Writer.Answer<Landing>> then;
  private final Runnable ready;
  private final List<Settler> settlers;
  private volatile boolean closed;

  /**
   * @param writers makes the writer of each thread
   * @param then hears what became of each and says whether tasks may be ready by it
   * @param ready told once a batch if tasks may be ready by it: not for each, since every time is a
   *     look at the store
   */
  SettleQueue(
      Supplier<Writer<Ended, Landing>> writers,
      BiPredicate<Ended, Writer.Answer<Landing>> then,
      Runnable ready) {
    this.settlers = List.of(new Settler(1, writers.get()), new Settler(MUCH, writers.get()));
    this.then = then;
    this.ready = ready;
  }

  void start() {
    settlers.forEach(s -> s.thread.start());
  }

  void add(Ended ended) {
    unsettled.incrementAndGet();
    waiting.add(ended);
    waits.incrementAndGet();
    settlers.forEach(Settler::look);
  }

  long unsettled() {
    return unsettled.get();
  }

  /** Ends the threads once everything handed over was answered or abandoned. */
  void close() {
    closed = true;
    settlers.forEach(Settler::look);
  }

  private List<Ended> gather() {
    List<Ended> batch = new ArrayList<>();
    while (batch.size() < Combiner.BATCH) {
      Ended next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    waits.addAndGet(-batch.size());
    return batch;
  }

  private void settled(List<Ended> batch, List<Writer.Answer<Landing>> answers) {
    boolean any = false;
    for (int i = 0; i < batch.size(); i++) {
      any |= then.test(batch.get(i), answers.get(i));
    }
    if (any) {
      ready.run();
    }
    unsettled.addAndGet(-batch.size());
  }

  /** A thread that settles when at least so much waits. */
  private final class Settler {
    private final int least;
    private final Writer<Ended, Landing> writer;
    private final Thread thread = Threads.daemon("stint-settle", this::work);
    private volatile boolean parked;

    Settler(int least, Writer<Ended, Landing> writer) {
      this.least = least;
      this.writer = writer;
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
        List<Ended> batch = waits.get() < least ? List.of() : gather();
        if (!batch.isEmpty()) {
          settled(batch, writer.write(batch));
        } else if (closed) {
          return;
        } else {
          rest();
        }
      }
    }

    private void rest() {
      parked = true;
      if (rests()) {
        LockSupport.park(this);
      }
      parked = false;
    }
  }
}
