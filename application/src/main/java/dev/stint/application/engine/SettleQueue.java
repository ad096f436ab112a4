package dev.stint.application.engine;

import dev.stint.application.spi.Landing;
import dev.stint.application.spi.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

/**
 * Settles behind the slots' backs: a slot hands its settlement over and goes on; one thread writes
 * what has gathered. Thread-safe.
 */
final class SettleQueue {

  private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong unsettled = new AtomicLong();
  private final Writer<Settlement, Landing> writer;
  private final Runnable ready;
  private final Thread thread;
  private volatile boolean parked;
  private volatile boolean closed;

  /** A settlement, and who hears what became of it and says whether tasks may be ready by it. */
  private record Pending(
      Settlement settlement, BiPredicate<Settlement, Writer.Answer<Landing>> then) {}

  /**
   * @param ready told once a batch if tasks may be ready by it: not for each, since every time is a
   *     look at the store
   */
  SettleQueue(Writer<Settlement, Landing> writer, Runnable ready) {
    this.writer = writer;
    this.ready = ready;
    this.thread = Threads.daemon("stint-settle", this::work);
  }

  void start() {
    thread.start();
  }

  void add(Settlement settlement, BiPredicate<Settlement, Writer.Answer<Landing>> then) {
    unsettled.incrementAndGet();
    waiting.add(new Pending(settlement, then));
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  long unsettled() {
    return unsettled.get();
  }

  /** Ends the thread once everything handed over was answered or abandoned. */
  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void work() {
    while (true) {
      List<Pending> batch = gather();
      if (!batch.isEmpty()) {
        settle(batch);
      } else if (closed) {
        return;
      } else {
        rest();
      }
    }
  }

  private void rest() {
    parked = true;
    if (waiting.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    parked = false;
  }

  private List<Pending> gather() {
    List<Pending> batch = new ArrayList<>();
    while (batch.size() < Combiner.BATCH) {
      Pending next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  private void settle(List<Pending> batch) {
    List<Settlement> settlements = new ArrayList<>(batch.size());
    batch.forEach(p -> settlements.add(p.settlement));
    List<Writer.Answer<Landing>> answers = writer.write(settlements);
    boolean any = false;
    for (int i = 0; i < batch.size(); i++) {
      any |= batch.get(i).then.test(settlements.get(i), answers.get(i));
    }
    if (any) {
      ready.run();
    }
    unsettled.addAndGet(-batch.size());
  }
}
