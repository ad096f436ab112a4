package dev.stint.application.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers the writes of many threads: while one batch is under way the next gathers, and goes as
 * one. Each caller gets its own answer; an idle system adds no delay. Thread-safe.
 */
final class Combiner<T, R> {

  static final int BATCH = 500;

  private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Writer<T, R> writer;

  Combiner(Writer<T, R> writer) {
    this.writer = writer;
  }

  /** Returns once the store answered. */
  Writer.Answer<R> write(T item) {
    Waiting<T, R> mine = new Waiting<>(item);
    waiting.add(mine);
    while (true) {
      turn.lock();
      try {
        if (mine.answer.isPresent()) {
          return mine.answer.get();
        }
        writeGathered();
      } finally {
        turn.unlock();
      }
    }
  }

  private void writeGathered() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    List<T> items = new ArrayList<>();
    for (Waiting<T, R> next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
      items.add(next.item);
      if (batch.size() == BATCH) {
        break;
      }
    }
    List<Writer.Answer<R>> answers = writer.write(items);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer = Optional.of(answers.get(i));
    }
  }

  private static final class Waiting<T, R> {
    private final T item;
    private Optional<Writer.Answer<R>> answer = Optional.empty();

    Waiting(T item) {
      this.item = item;
    }
  }
}
