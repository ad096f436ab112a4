package dev.stint.application.service;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Stores requests; those that come while a write is under way go together in the next one. */
public final class RequestService implements RequestTasks {

  private static final long FIRST_PAUSE = 20_000_000;
  private static final long LONGEST_PAUSE = 1_000_000_000;

  /** Also who waited long for others' writes is tried once. */
  private static final long LEAST = 100_000_000;

  private final RequestStore store;
  private final Wakeups wakeups;
  private final NewTasks newTasks;
  private final Config config;
  private final LongSupplier nanos;
  private final LongConsumer pause;
  private final ConcurrentLinkedQueue<WaitingRequest> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final BoundedCalls calls = new BoundedCalls();

  public RequestService(
      RequestStore store, Wakeups wakeups, NewTasks newTasks, Config config, LongSupplier nanos) {
    this(store, wakeups, newTasks, config, nanos, RequestService::park);
  }

  /**
   * @param pause waits this many nanoseconds, or less
   */
  RequestService(
      RequestStore store,
      Wakeups wakeups,
      NewTasks newTasks,
      Config config,
      LongSupplier nanos,
      LongConsumer pause) {
    this.store = store;
    this.wakeups = GuardedWakeups.of(wakeups);
    this.newTasks = newTasks;
    this.config = config;
    this.nanos = nanos;
    this.pause = pause;
  }

  @Override
  public Requested request(Request<?> request) {
    return stored(List.of(arrived(request, newTasks.of(request)))).get(0);
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    // All are checked before the first is stored.
    List<NewTask> tasks = newTasks.apply(requests);
    List<Requested> answers = new ArrayList<>(tasks.size());
    for (int from = 0; from < tasks.size(); from += WriteBatch.MOST_ROWS) {
      List<WaitingRequest> some = new ArrayList<>();
      for (int i = from; i < Math.min(tasks.size(), from + WriteBatch.MOST_ROWS); i++) {
        some.add(arrived(requests.get(i), tasks.get(i)));
      }
      answers.addAll(stored(some));
    }
    return answers;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Neither combined nor tried again, for only the caller can roll back; and no hint is sent,
   * for only the caller knows when it commits: workers see these tasks at their next poll.
   */
  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
    try {
      return WriteBatch.cut(newTasks.apply(requests), NewTask::bytes).stream()
          .flatMap(some -> store.insertWithin(transaction, some).stream())
          .map(i -> new Requested(i.id(), i.isNew(), i.otherArguments()))
          .toList();
    } catch (StoreException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new StoreRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** How many requests wait for the next write; for tests. */
  int waiting() {
    return waiting.size();
  }

  private WaitingRequest arrived(Request<?> request, NewTask task) {
    long end = nanos.getAsLong() + config.requestLimit().toNanos();
    return new WaitingRequest(task, callback(request, task), request.id().isEmpty(), end);
  }

  /** One that replaces or rejects others is stored by who can do that: it is requested after. */
  private Optional<NewTask> callback(Request<?> request, NewTask task) {
    return request
        .callback(task.spec().id())
        .filter(c -> c.unique() == UniquePolicy.RETURN_EXISTING)
        .map(newTasks::of);
  }

  private List<Requested> stored(List<WaitingRequest> mine) {
    waiting.addAll(mine);
    while (true) {
      turn.lock();
      try {
        if (mine.stream().allMatch(WaitingRequest::done)) {
          return answers(mine);
        }
        insertGathered();
      } finally {
        turn.unlock();
      }
    }
  }

  private static List<Requested> answers(List<WaitingRequest> mine) {
    List<TaskId> unknown =
        mine.stream().filter(WaitingRequest::unknown).map(WaitingRequest::id).toList();
    if (unknown.size() > 1) {
      Throwable cause = mine.stream().flatMap(w -> w.cause().stream()).findFirst().orElseThrow();
      throw new UnknownOutcomeException(unknown, cause);
    }
    return mine.stream().map(WaitingRequest::answer).toList();
  }

  private void insertGathered() {
    List<WaitingRequest> batch = gather();
    try {
      insertOrSplit(batch);
    } catch (RuntimeException | Error e) {
      // Each of them waits for its answer: whatever broke, none may be left without one.
      batch.stream().filter(w -> !w.done()).forEach(w -> w.unknown(e));
    }
  }

  private List<WaitingRequest> gather() {
    List<WaitingRequest> batch = new ArrayList<>();
    long bytes = 0;
    for (WaitingRequest next = waiting.peek(); next != null; next = waiting.peek()) {
      if (!WriteBatch.takes(batch.size(), bytes, next.bytes())) {
        break;
      }
      bytes += next.bytes();
      batch.add(next);
      waiting.remove();
    }
    return batch;
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

  /** A driver may hang for longer than a request may last. */
  private List<Inserted> insert(List<WaitingRequest> batch) {
    List<NewTask> tasks = batch.stream().map(WaitingRequest::task).toList();
    boolean followed = batch.stream().anyMatch(WaitingRequest::followed);
    Supplier<List<Inserted>> write =
        followed
            ? () -> store.insertThen(tasks, answers -> callbacks(batch, answers))
            : () -> store.insert(tasks);
    if (store.joins()) {
      return write.get();
    }
    long now = nanos.getAsLong();
    long left = batch.stream().mapToLong(w -> w.left(now)).max().orElse(0);
    return calls.call(write, Math.max(LEAST, left));
  }

  private static List<NewTask> callbacks(List<WaitingRequest> batch, List<Inserted> answers) {
    List<NewTask> callbacks = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).callback(answers.get(i)).ifPresent(callbacks::add);
    }
    return callbacks;
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
    batch.stream().filter(w -> w.over(now)).forEach(w -> w.unknown(error));
    return batch.stream().filter(w -> !w.done()).toList();
  }

  private void inserted(List<WaitingRequest> batch, List<Inserted> answers) {
    int beside = batch.size();
    for (int i = 0; i < batch.size(); i++) {
      WaitingRequest one = batch.get(i);
      boolean followed = one.callback(answers.get(i)).isPresent();
      one.inserted(
          answers.get(i), followed ? Optional.of(answers.get(beside++)) : Optional.empty());
    }
    Set<Line> lines = batch.stream().flatMap(WaitingRequest::ready).collect(Collectors.toSet());
    if (!lines.isEmpty()) {
      wakeups.publish(lines);
    }
  }

  /** Others wait for this write, too, so an interrupt of its thread does not end the pause. */
  private static void park(long nanos) {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(nanos);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
