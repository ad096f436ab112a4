package dev.stint.application.service;

import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for many tasks with one thread, which there is only while somebody waits. Each task is
 * looked at often at first, then every half second; with more than 500 waiting, at most 1,000 looks
 * go to the store in a second. Thread-safe.
 */
final class AsyncWaits {

  private static final long FIRST_LOOK = 5_000_000;
  private static final long RAREST_LOOK = 500_000_000;
  private static final long SHARE_OF_ONE = 1_000_000;

  private final QueryStore store;
  private final LongSupplier nanos;
  private final LongConsumer pause;
  private final Consumer<Runnable> start;
  private final PriorityQueue<Waiter> waiters;
  private final long origin;
  private boolean working;

  /**
   * @param pause waits this many nanoseconds, or less
   * @param start runs the loop on a thread of its own
   */
  AsyncWaits(QueryStore store, LongSupplier nanos, LongConsumer pause, Consumer<Runnable> start) {
    this.store = store;
    this.nanos = nanos;
    this.pause = pause;
    this.start = start;
    this.origin = nanos.getAsLong();
    this.waiters = new PriorityQueue<>(Comparator.comparingLong(w -> w.next - origin));
  }

  private static final class Waiter {
    final TaskId task;
    final long end;
    final CompletableFuture<Optional<TaskRow>> answer = new CompletableFuture<>();
    long next;
    long interval = FIRST_LOOK;

    Waiter(TaskId task, long now, long atMost) {
      this.task = task;
      this.next = now;
      this.end = now + atMost;
    }
  }

  /**
   * @param atMost in nanoseconds
   */
  CompletableFuture<Optional<TaskRow>> add(TaskId task, long atMost) {
    Waiter waiter = new Waiter(task, nanos.getAsLong(), atMost);
    boolean first;
    synchronized (this) {
      waiters.add(waiter);
      first = !working;
      working = true;
    }
    if (first) {
      begin();
    }
    return waiter.answer;
  }

  /** Without a thread nobody would ever be answered. */
  private void begin() {
    boolean begun = false;
    try {
      start.accept(this::work);
      begun = true;
    } finally {
      if (!begun) {
        stopped();
      }
    }
  }

  private synchronized void stopped() {
    working = false;
    waiters.forEach(w -> w.answer.completeExceptionally(new IllegalStateException("no thread")));
    waiters.clear();
  }

  private void work() {
    while (true) {
      Waiter waiter = take();
      if (waiter == null) {
        return;
      }
      long early = waiter.next - nanos.getAsLong();
      if (early > 0) {
        back(waiter);
        // Whoever comes meanwhile gets a first look at once.
        pause.accept(Math.min(early, FIRST_LOOK));
      } else if (!waiter.answer.isDone()) {
        look(waiter);
      }
    }
  }

  /** The next to look at; the loop is over if nobody waits. */
  private synchronized @Nullable Waiter take() {
    Waiter waiter = waiters.poll();
    working = waiter != null;
    return waiter;
  }

  private synchronized void back(Waiter waiter) {
    waiters.add(waiter);
  }

  private void look(Waiter waiter) {
    Optional<TaskRow> row = Optional.empty();
    boolean read = false;
    try {
      row = store.find(waiter.task);
      read = true;
    } catch (StoreException e) {
      if (!e.isTransient()) {
        waiter.answer.completeExceptionally(e);
        return;
      }
    } catch (Throwable e) {
      waiter.answer.completeExceptionally(e);
      return;
    }
    boolean over = read && row.map(r -> r.standing().run().status().finished()).orElse(true);
    long now = nanos.getAsLong();
    if (over || waiter.end - now <= 0) {
      Optional<TaskRow> found = row;
      // Elsewhere, so that what the host does next holds up nobody else.
      waiter.answer.completeAsync(() -> found);
      return;
    }
    waiter.next = Math.min(now + waiter.interval - origin, waiter.end - origin) + origin;
    waiter.interval = Math.min(rarest(), waiter.interval * 2);
    back(waiter);
  }

  private synchronized long rarest() {
    return Math.max(RAREST_LOOK, waiters.size() * SHARE_OF_ONE);
  }
}
