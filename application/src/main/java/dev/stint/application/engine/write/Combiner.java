package dev.stint.application.engine.write;

import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.spi.StoreException;
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

  /** Writes items that were gathered already; answers in their order. */
  List<Writer.Answer<R>> together(List<T> items) {
    return writer.write(items);
  }

  private void writeGathered() {
    List<Waiting<T, R>> batch = new ArrayList<>(Batches.LARGEST);
    List<T> items = new ArrayList<>(Batches.LARGEST);
    for (Waiting<T, R> next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
      items.add(next.item);
      if (batch.size() == Batches.LARGEST) {
        break;
      }
    }
    try {
      List<Writer.Answer<R>> answers = writer.write(items);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer = Optional.of(answers.get(i));
      }
    } catch (Throwable e) {
      failed(batch, e);
    }
  }

  /** Whoever was gathered and has no answer gets the error: nobody is left waiting. */
  private void failed(List<Waiting<T, R>> batch, Throwable error) {
    StoreException told =
        new StoreException(StoreException.Kind.TRANSIENT, Guard.words(error), error);
    for (Waiting<T, R> one : batch) {
      if (one.answer.isEmpty()) {
        one.answer = Optional.of(Writer.Answer.failed(told));
      }
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
