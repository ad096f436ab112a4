package dev.stint.application.service;

import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Writes batches of requests and answers each of them, whatever the store does. Thread-safe. */
final class RequestWrites {

  private static final long FIRST_PAUSE = 20_000_000;
  private static final long LONGEST_PAUSE = 1_000_000_000;

  /** Pools do not look whether a connection lives that was used as long ago, or longer. */
  private static final long LATELY = 400_000_000;

  private final RequestStore store;
  private final Wakeups wakeups;
  private final LongSupplier nanos;
  private final LongConsumer pause;

  /** When a write last had its answer; no moment counts before the first. */
  private volatile long answered;

  private volatile boolean everAnswered;

  /**
   * @param pause waits this many nanoseconds, or less
   */
  RequestWrites(RequestStore store, Wakeups wakeups, LongSupplier nanos, LongConsumer pause) {
    this.store = store;
    this.wakeups = GuardedWakeups.of(wakeups);
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Each of them waits for its answer: whatever breaks, none is left without one. */
  void write(List<WaitingRequest> batch) {
    try {
      insertOrSplit(batch);
    } catch (Throwable e) {
      batch.forEach(w -> w.unknown(e));
    }
  }

  /**
   * Tries once, on the calling thread; answers whether they were stored and have their answers.
   * What was not, or may not have been, is to be written again.
   */
  boolean write(List<WaitingRequest> batch, CallerInserts inserts) {
    Optional<List<Inserted>> answers;
    try {
      answers = inserts.insert(tasks(batch));
    } catch (StoreException e) {
      batch.forEach(w -> w.failed(e));
      return false;
    } catch (RuntimeException | Error e) {
      return false;
    }
    answers.ifPresent(a -> inserted(batch, a));
    return answers.isPresent();
  }

  /**
   * Whether the store took a write a moment ago, so that the next one hardly has to wait for it.
   */
  boolean workedLately() {
    return everAnswered && nanos.getAsLong() - answered < LATELY;
  }

  /** Tries until each one's time is over; the ids make that safe. */
  private void insertOrSplit(List<WaitingRequest> batch) {
    List<WaitingRequest> left = batch;
    long wait = FIRST_PAUSE;
    while (!left.isEmpty()) {
      try {
        inserted(left, insert(left));
        return;
      } catch (StoreException e) {
        if (!e.isTransient()) {
          split(left, e);
          return;
        }
        left = inTime(left, e);
      }
      if (!left.isEmpty()) {
        pause.accept(wait);
        wait = Math.min(LONGEST_PAUSE, wait * 2);
      }
    }
  }

  private List<Inserted> insert(List<WaitingRequest> batch) {
    List<NewTask> tasks = tasks(batch);
    return batch.stream().anyMatch(WaitingRequest::followed)
        ? store.insertThen(tasks, answers -> callbacks(batch, answers))
        : store.insert(tasks);
  }

  private static List<NewTask> callbacks(List<WaitingRequest> batch, List<Inserted> answers) {
    List<NewTask> callbacks = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).callback(answers.get(i)).ifPresent(callbacks::add);
    }
    return callbacks;
  }

  private static List<NewTask> tasks(List<WaitingRequest> batch) {
    List<NewTask> tasks = new ArrayList<>(batch.size());
    long now = System.nanoTime();
    for (WaitingRequest waiting : batch) {
      tasks.add(waiting.send(now));
    }
    return tasks;
  }

  private void split(List<WaitingRequest> batch, StoreException error) {
    if (batch.size() == 1) {
      batch.get(0).refused(error);
      return;
    }
    int half = batch.size() / 2;
    insertOrSplit(batch.subList(0, half));
    insertOrSplit(batch.subList(half, batch.size()));
  }

  private List<WaitingRequest> inTime(List<WaitingRequest> batch, StoreException error) {
    long now = nanos.getAsLong();
    batch.forEach(w -> w.failed(error));
    batch.stream().filter(w -> w.over(now)).forEach(w -> w.unknown(error));
    return batch.stream().filter(w -> !w.done()).toList();
  }

  /** The hint goes first: who has an answer may rely on it that workers were told. */
  private void inserted(List<WaitingRequest> batch, List<Inserted> answers) {
    answered = nanos.getAsLong();
    everAnswered = true;
    List<Optional<Inserted>> beside = beside(batch, answers);
    Set<Line> lines = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).addReady(answers.get(i), beside.get(i), lines);
    }
    if (!lines.isEmpty()) {
      wakeups.publish(lines);
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).inserted(answers.get(i), beside.get(i));
    }
  }

  /** What became of each one's callback, whose answers are behind those of the batch. */
  private static List<Optional<Inserted>> beside(
      List<WaitingRequest> batch, List<Inserted> answers) {
    List<Optional<Inserted>> beside = new ArrayList<>(batch.size());
    int next = batch.size();
    for (int i = 0; i < batch.size(); i++) {
      WaitingRequest waiting = batch.get(i);
      boolean followed = waiting.followed() && waiting.callback(answers.get(i)).isPresent();
      beside.add(followed ? Optional.of(answers.get(next++)) : Optional.empty());
    }
    return beside;
  }
}
