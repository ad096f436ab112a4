package dev.stint.application.service;

import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores requests; those that come while a write is under way go together in the next one. */
public final class RequestService implements RequestTasks {

  private static final int BATCH = 500;
  private static final long FIRST_PAUSE = 20_000_000;
  private static final long LONGEST_PAUSE = 1_000_000_000;

  private final RequestStore store;
  private final Wakeups wakeups;
  private final NewTasks newTasks;
  private final Config config;
  private final LongSupplier nanos;
  private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  public RequestService(
      RequestStore store,
      Wakeups wakeups,
      NewTasks newTasks,
      Config config,
      LongSupplier nanos) {
    this.store = store;
    this.wakeups = wakeups;
    this.newTasks = newTasks;
    this.config = config;
    this.nanos = nanos;
  }

  @Override
  public Requested request(Request<?> request) {
    Waiting mine = new Waiting(newTasks.of(request), nanos.getAsLong() + limit());
    waiting.add(mine);
    while (true) {
      turn.lock();
      try {
        if (mine.done()) {
          return mine.answer();
        }
        insertGathered();
      } finally {
        turn.unlock();
      }
    }
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    List<NewTask> tasks = newTasks.apply(requests);
    List<Requested> answers = new ArrayList<>(tasks.size());
    for (int from = 0; from < tasks.size(); from += BATCH) {
      List<NewTask> some = tasks.subList(from, Math.min(tasks.size(), from + BATCH));
      long end = nanos.getAsLong() + limit();
      insert(some, end).forEach(i -> answers.add(requested(i)));
    }
    return answers;
  }

  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
    try {
      return store.insertWithin(transaction, newTasks.apply(requests)).stream()
          .map(RequestService::requested)
          .toList();
    } catch (StoreException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private void insertGathered() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
      if (batch.size() == BATCH) {
        break;
      }
    }
    insertOrSplit(batch);
  }

  private void insertOrSplit(List<Waiting> batch) {
    long end = batch.stream().mapToLong(w -> w.end).min().orElse(nanos.getAsLong());
    try {
      List<Inserted> answers = insert(batch.stream().map(w -> w.task).toList(), end);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).inserted = answers.get(i);
      }
    } catch (UnknownOutcomeException e) {
      batch.forEach(w -> w.failure = new UnknownOutcomeException(List.of(w.task.spec().id()), e));
    } catch (StoreException e) {
      if (batch.size() == 1) {
        batch.get(0).failure = new RefusedException("the store refused it: " + e.getMessage(), e);
        return;
      }
      insertOrSplit(batch.subList(0, batch.size() / 2));
      insertOrSplit(batch.subList(batch.size() / 2, batch.size()));
    }
  }

  /** Tries until the time is over; the ids make that safe. */
  private List<Inserted> insert(List<NewTask> tasks, long end) {
    long pause = FIRST_PAUSE;
    while (true) {
      try {
        List<Inserted> inserted = store.insert(tasks);
        publish(tasks);
        return inserted;
      } catch (StoreException e) {
        if (!e.isTransient()) {
          throw e;
        }
        if (nanos.getAsLong() - end >= 0) {
          throw new UnknownOutcomeException(tasks.stream().map(t -> t.spec().id()).toList(), e);
        }
        LockSupport.parkNanos(this, pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  private void publish(List<NewTask> tasks) {
    Set<Line> lines = tasks.stream().map(t -> t.spec().line()).collect(Collectors.toSet());
    wakeups.publish(lines);
  }

  private long limit() {
    return config.requestLimit().toNanos();
  }

  private static Requested requested(Inserted inserted) {
    return new Requested(inserted.id(), inserted.isNew(), inserted.otherArguments());
  }

  /** A request on its way; read and written under {@code turn}. */
  private static final class Waiting {
    private final NewTask task;
    private final long end;
    private @Nullable Inserted inserted;
    private @Nullable RuntimeException failure;

    Waiting(NewTask task, long end) {
      this.task = task;
      this.end = end;
    }

    boolean done() {
      return inserted != null || failure != null;
    }

    Requested answer() {
      if (failure != null) {
        throw failure;
      }
      return requested(java.util.Objects.requireNonNull(inserted));
    }
  }
}
