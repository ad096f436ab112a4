package dev.stint.application.engine.inline;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.engine.Engine;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.WorkerAssembly;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.service.TracedRequests;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs tasks in their callers' own threads, by a worker of this engine. Thread-safe. */
public final class CallerThreadRuns implements RunInCaller {

  private static final long LOOK = 500_000;

  private final EngineParts parts;
  private final RequestTasks tasks;
  private final CallerThreadWorkers callers;

  /**
   * @param engine whose worker is used while it works
   */
  public CallerThreadRuns(EngineParts parts, RequestTasks tasks, Engine engine) {
    this.parts = parts;
    this.tasks = tasks;
    this.callers = new CallerThreadWorkers(parts, engine::worker);
  }

  @Override
  public Result runInCaller(Request<?> request, Duration budget) {
    try (Interrupts held = Interrupts.hold()) {
      return run(request, budget);
    }
  }

  private Result run(Request<?> request, Duration budget) {
    Request<?> mine = request.interactive();
    if (!parts.config().runs() || waits(mine)) {
      return stored(mine);
    }
    Request<?> traced = TracedRequests.asked(parts.around().tracer(), mine);
    NewTask task = parts.requests().apply(List.of(traced)).get(0);
    try (CallerThreadWorkers.Seat store = callers.take()) {
      return run(task, budget, store.worker());
    } catch (StoreException e) {
      // No worker could be registered: nothing was stored yet.
      parts.observer().storeFailed("register", e.isTransient());
      return stored(mine);
    }
  }

  private boolean waits(Request<?> request) {
    boolean limited =
        parts.registry().find(request.type().name()).flatMap(TaskDefinition::limit).isPresent();
    return limited
        || request.held()
        || !request.due().equals(Due.NOW)
        || !request.options().after().isEmpty()
        || request.options().absorbs().isPresent()
        || request.unique() != UniquePolicy.RETURN_EXISTING;
  }

  private Result stored(Request<?> request) {
    Requested requested = tasks.request(request);
    return new Result(requested, false, row(requested.id()));
  }

  private Result run(NewTask task, Duration budget, WorkerAssembly worker) {
    ClaimId claim = callers.claimBy(worker);
    Inserted inserted = insert(task.claimedBy(claim));
    Requested requested = new Requested(inserted.id(), inserted.isNew(), inserted.otherArguments());
    Optional<Claim> mine = claimed(claim, inserted.id());
    mine.ifPresent(c -> work(c, budget, worker));
    return new Result(requested, mine.isPresent(), row(inserted.id()));
  }

  /** The id makes it safe to ask again. */
  private Inserted insert(NewTask task) {
    long end = parts.ticker().nanos() + parts.config().requestLimit().toNanos();
    Backoff backoff = new Backoff();
    while (true) {
      try {
        return parts.stores().requests().insert(List.of(task)).get(0);
      } catch (StoreException e) {
        parts.observer().storeFailed("insert", e.isTransient());
        if (!e.isTransient()) {
          throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
        if (parts.ticker().nanos() - end >= 0) {
          throw new UnknownOutcomeException(List.of(task.spec().id()), e);
        }
        backoff.pause();
      }
    }
  }

  /** What the store does not tell now is handed back by the worker's next reconciliations. */
  private Optional<Claim> claimed(ClaimId id, TaskId task) {
    try {
      return parts.stores().runs().claimed(id).stream()
          .filter(c -> c.key().task().equals(task))
          .findFirst();
    } catch (StoreException e) {
      parts.observer().storeFailed("claimed", e.isTransient());
      return Optional.empty();
    }
  }

  private void work(Claim claim, Duration budget, WorkerAssembly worker) {
    worker.heldTasks.took(List.of(claim));
    worker.slots.workHere(claim, budget);
    long end = parts.ticker().nanos() + parts.config().requestLimit().toNanos();
    while (worker.heldTasks.holds(claim.key())
        && parts.ticker().nanos() - end < 0
        && !worker.stop.closed()) {
      Interrupts.park(this, LOOK);
    }
  }

  private Optional<TaskRow> row(TaskId task) {
    try {
      return parts.stores().queries().find(task);
    } catch (StoreException e) {
      parts.observer().storeFailed("find", e.isTransient());
      return Optional.empty();
    }
  }
}
