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
import dev.stint.domain.TaskId;
import dev.stint.domain.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Checks requests and stores them: see {@link RequestQueue}. */
public final class RequestService implements RequestTasks {

  private final RequestStore store;
  private final NewTasks newTasks;
  private final Config config;
  private final LongSupplier nanos;
  private final RequestWrites writes;
  private final RequestQueue queue;

  public RequestService(
      RequestStore store, Wakeups wakeups, NewTasks newTasks, Config config, LongSupplier nanos) {
    this(store, wakeups, newTasks, config, nanos, RequestService::park);
  }

  /**
   * @param pause waits this many nanoseconds, or less
   */
  public RequestService(
      RequestStore store,
      Wakeups wakeups,
      NewTasks newTasks,
      Config config,
      LongSupplier nanos,
      LongConsumer pause) {
    this.store = store;
    this.newTasks = newTasks;
    this.config = config;
    this.nanos = nanos;
    this.writes = new RequestWrites(store, wakeups, nanos, pause);
    this.queue =
        new RequestQueue(
            writes, store.onCallers().map(inserts -> new CallerWrites(writes, inserts)));
  }

  @Override
  public Requested request(Request<?> request) {
    return stored(List.of(request), List.of(newTasks.of(request))).get(0);
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    // All are checked before the first is stored.
    List<NewTask> tasks = newTasks.apply(requests);
    List<Requested> answers = new ArrayList<>(tasks.size());
    int from = 0;
    for (List<NewTask> some : WriteBatch.cut(tasks, NewTask::bytes, store.largestInsert())) {
      int to = from + some.size();
      answers.addAll(stored(requests.subList(from, to), some));
      from = to;
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
      List<NewTask> tasks = fresh(requests);
      List<Requested> answers = new ArrayList<>(tasks.size());
      for (List<NewTask> some : WriteBatch.cut(tasks, NewTask::bytes)) {
        // No stream: all that is beneath it would be compiled once more with each of its layers.
        for (Inserted made : store.insertWithin(transaction, some)) {
          answers.add(new Requested(made.id(), made.isNew(), made.otherArguments()));
        }
      }
      return answers;
    } catch (StoreException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new StoreRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** No store was told of the ids that were made here. */
  private List<NewTask> fresh(List<Request<?>> requests) {
    List<NewTask> fresh = new ArrayList<>(requests.size());
    for (Request<?> request : requests) {
      NewTask task = newTasks.of(request);
      fresh.add(request.id().isEmpty() ? task.asFresh() : task);
    }
    return fresh;
  }

  /** How many requests wait for the next write; for tests. */
  int waiting() {
    return queue.size();
  }

  /** Whether a write is under way; for tests. */
  boolean writing() {
    return queue.writes();
  }

  private List<Requested> stored(List<? extends Request<?>> requests, List<NewTask> tasks) {
    long limit = config.requestLimit().toNanos();
    long end = nanos.getAsLong() + limit;
    Caller caller = new Caller(tasks.size());
    Runnable answered = caller::answered;
    List<WaitingRequest> mine = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      // A method of its own, which is compiled long before a loop is that runs once a call.
      mine.add(waiting(requests.get(i), tasks.get(i), end, answered));
    }
    if (store.joins()) {
      // Only this thread is in the transaction, and nobody else's requests are to be in it.
      writes.write(mine);
    } else {
      queue.write(mine, caller, limit);
    }
    return answers(mine);
  }

  private WaitingRequest waiting(Request<?> request, NewTask task, long end, Runnable answered) {
    boolean fresh = request.id().isEmpty();
    return new WaitingRequest(task, callback(request, task), fresh, end, answered);
  }

  /** One that replaces or rejects others is stored by who can do that: it is requested after. */
  private Optional<NewTask> callback(Request<?> request, NewTask task) {
    return request
        .callback(task.spec().id())
        .filter(c -> c.unique() == UniquePolicy.RETURN_EXISTING)
        .map(newTasks::of);
  }

  private static List<Requested> answers(List<WaitingRequest> mine) {
    List<TaskId> unknown = new ArrayList<>(0);
    for (WaitingRequest waiting : mine) {
      if (waiting.unknown()) {
        unknown.add(waiting.id());
      }
    }
    if (unknown.size() > 1) {
      Throwable cause = mine.stream().flatMap(w -> w.cause().stream()).findFirst().orElseThrow();
      throw new UnknownOutcomeException(unknown, cause);
    }
    List<Requested> answers = new ArrayList<>(mine.size());
    for (WaitingRequest waiting : mine) {
      answers.add(waiting.answer());
    }
    return answers;
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
