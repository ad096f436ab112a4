package dev.stint.application.engine.write;

import dev.stint.application.api.Request;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.action.ChunkScope;
import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What stints write on their way: begins, checkpoints, chunks, requests. Thread-safe. */
public final class StintWrites {

  private final Stores stores;
  private final Writers writers;
  private final Writer<NewTask, Inserted> inserts;
  private final ChunkWrites chunks;
  private final Combiner<Checkpoint, CheckpointResult> checkpoints;
  private final Function<List<Request<?>>, List<NewTask>> requests;
  private final HeldTasks heldTasks;
  private final PendingWakes pendingWakes;
  private final FetchSignals fetcher;
  private final LoopErrors errors;
  private final TaskObserver observer;

  public StintWrites(
      Stores stores,
      Writers writers,
      Function<List<Request<?>>, List<NewTask>> requests,
      HeldTasks heldTasks,
      PendingWakes pendingWakes,
      FetchSignals fetcher,
      LoopErrors errors) {
    this.stores = stores;
    this.writers = writers;
    this.inserts = writers.writer("insert", stores.requests()::insert, NewTask::bytes);
    this.checkpoints =
        new Combiner<>(writers.writer("checkpoint", stores.runs()::checkpoint, Checkpoint::bytes));
    this.chunks = new ChunkWrites(stores, writers);
    this.requests = requests;
    this.heldTasks = heldTasks;
    this.pendingWakes = pendingWakes;
    this.fetcher = fetcher;
    this.errors = errors;
    this.observer = writers.observer();
  }

  /**
   * Stores what an action asked for; throws if the store refused any, or may have.
   *
   * @return the tasks that were there under these ids or keys and are not what was asked for
   */
  public List<TaskId> insert(List<Request<?>> asked, ChildRequests children) {
    List<NewTask> tasks = requests.apply(asked).stream().map(children::identified).toList();
    List<TaskId> others = new ArrayList<>();
    Batches.each(
        tasks,
        some ->
            whileDenied(() -> inserts.write(some).stream().map(Writer.Answer::orThrow).toList())
                .forEach(answer -> addOther(answer, others)));
    fetcher.hint();
    return others;
  }

  /** Stores what an action asked for with its chunk; answers as the other does. */
  public List<TaskId> insert(List<Request<?>> asked, ChunkStore.Session session) {
    List<TaskId> others = new ArrayList<>();
    Batches.each(
        requests.apply(asked),
        NewTask::bytes,
        some -> session.insert(some).forEach(inserted -> addOther(inserted, others)));
    return others;
  }

  private static void addOther(Inserted inserted, List<TaskId> others) {
    if (inserted.otherArguments()) {
      others.add(inserted.id());
    }
  }

  /** How chunks are written. */
  public ChunkWrites chunks() {
    return chunks;
  }

  /** Writes a begin or a checkpoint; throws what the store refused it with. */
  public CheckpointResult checkpoint(Checkpoint checkpoint) {
    return whileDenied(() -> checkpoints.write(checkpoint).orThrow());
  }

  /**
   * Tries again until a right that is missing is back, as the end of the stint would have to. Apart
   * from the writes of others, which may be taken.
   */
  private <T> T whileDenied(Supplier<T> write) {
    ChunkScope.Patience patience = patience();
    while (true) {
      try {
        return write.get();
      } catch (StoreException e) {
        writers.mustGoOn(e);
        if (!e.isDenied() || !patience.waited(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Calls the store for a stint until it answers: where it failed as a store fails that is away,
   * the stint is not at fault. What is called is safe to call again.
   *
   * @throws StoreException what it refuses for good, or fails with again and again while it takes
   *     other writes
   */
  public <T> T untilAnswered(Supplier<T> call) {
    ChunkScope.Patience patience = patience();
    try (Interrupts held = Interrupts.hold()) {
      while (true) {
        try {
          return call.get();
        } catch (StoreException e) {
          if (!patience.waited(e)) {
            throw e;
          }
        }
      }
    }
  }

  /** For one write. */
  public ChunkScope.Patience patience() {
    return new WritePatience(writers);
  }

  /** Writes what stints said; waits while the store is away. */
  public List<Writer.Answer<CheckpointResult>> notes(List<Checkpoint> said) {
    return said.isEmpty() ? List.of() : checkpoints.together(said);
  }

  /** A write landed: hears the signal that came with its answer. */
  public void landed(TaskId task, CheckpointResult checked) {
    heldTasks.heard(task, checked.signal());
  }

  /** Others wait for what the write reached. */
  public void owes(TaskId task) {
    pendingWakes.add(task);
  }

  public void stale(Claim claim) {
    observer.stale(claim.spec().line());
  }

  /** What the task has set aside; waits while the store is away. */
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    return untilAnswered(() -> stores.queries().setAside(task, count, skip));
  }

  /** What the store does not tell now counts as nothing: it drops what is too much itself. */
  public KeptMessages keptMessages(TaskId task) {
    KeptMessages kept = KeptMessages.NONE;
    try {
      for (var noted : stores.queries().messages(task)) {
        kept = kept.and(noted.message().level(), 1);
      }
    } catch (StoreException e) {
      errors.failed("messages", e);
    }
    return kept;
  }
}
