package dev.stint.application.memory;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.store.TakenKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** See {@link RequestStore}. */
final class MemoryRequestStore implements RequestStore {

  private final TaskTable ledger;
  private final MemoryRunStore runs;
  private final MemoryWorkerStore workers;

  MemoryRequestStore(TaskTable ledger, MemoryRunStore runs, MemoryWorkerStore workers) {
    this.ledger = ledger;
    this.runs = runs;
    this.workers = workers;
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    synchronized (ledger) {
      return tasks.stream().map(this::insert).toList();
    }
  }

  @Override
  public List<Inserted> insertThen(
      List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
    synchronized (ledger) {
      return RequestStore.super.insertThen(tasks, more);
    }
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    throw new StoreException(
        StoreException.Kind.PERMANENT, "the in-memory store has no transactions");
  }

  private Inserted insert(NewTask task) {
    TaskId id = task.spec().id();
    if (ledger.find(id).isPresent()) {
      return new Inserted(id, false, other(id, task));
    }
    Optional<TaskId> holder = task.spec().key().flatMap(key -> holder(key, id));
    if (holder.isPresent()) {
      return new Inserted(holder.get(), false, other(holder.get(), task));
    }
    task.spec()
        .key()
        .ifPresent(
            k -> ledger.keys.put(k.value(), new TaskTable.KeyRow(id, k.scope(), Optional.empty())));
    StoredTask cell = ledger.take(task);
    Optional<ClaimId> claim = task.claimed().filter(c -> workers.live(c.worker()));
    if (claim.isPresent() && ledger.free(cell)) {
      runs.seize(cell, claim.get());
    } else {
      ledger.stand(cell);
    }
    return new Inserted(id, true, false);
  }

  private boolean other(TaskId stored, NewTask task) {
    return ledger.find(stored).filter(c -> !c.tombstone && task.spec().differs(c.spec)).isPresent();
  }

  /** The task that answers in the stead of a new one. */
  private Optional<TaskId> holder(IdempotencyKey key, TaskId asks) {
    return StoredKey.of(ledger, key, asks)
        .filter(taken -> taken.answer() == TakenKey.Answer.HOLDER)
        .map(taken -> taken.row().task());
  }

  @Override
  public boolean joins() {
    return Thread.holdsLock(ledger);
  }
}
