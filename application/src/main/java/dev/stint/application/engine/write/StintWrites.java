package dev.stint.application.engine.write;

import dev.stint.application.api.Request;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.action.ChunkScope;
import dev.stint.application.engine.action.SimulatedChunk;
import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoreException.Kind;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What stints write on their way: begins, checkpoints, chunks, requests. Thread-safe. */
public final class StintWrites {

  private final Stores stores;
  private final Writer<NewTask, Inserted> inserts;
  private final Writer<TaskId, Optional<VersionedTask>> standings;
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
      WorkerStop stop,
      LoopErrors errors,
      TaskObserver observer) {
    this.stores = stores;
    this.inserts = writers.writer("insert", stores.requests()::insert, NewTask::bytes);
    this.checkpoints =
        new Combiner<>(writers.writer("checkpoint", stores.runs()::checkpoint, Checkpoint::bytes));
    this.standings =
        new Writer<>(
            "standing",
            tasks -> tasks.stream().map(stores.runs()::standing).toList(),
            observer,
            stop::closed);
    this.requests = requests;
    this.heldTasks = heldTasks;
    this.pendingWakes = pendingWakes;
    this.fetcher = fetcher;
    this.errors = errors;
    this.observer = observer;
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
        tasks, some -> inserts.write(some).forEach(answer -> addOther(answer.orThrow(), others)));
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

  /** Writes a begin or a checkpoint; throws what the store refused it with. */
  public CheckpointResult checkpoint(Checkpoint checkpoint) {
    return checkpoints.write(checkpoint).orThrow();
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

  /** Runs a chunk whose writes are rolled back; answers the cursor that it reached. */
  public Payload rehearse(ChunkScope.Work work) throws Exception {
    return SimulatedChunk.of(stores.chunks(), work);
  }

  /**
   * Commits a chunk. Once the work is done, whatever the store throws is an answer that was lost:
   * the stored sequence is the judge.
   */
  public CheckpointResult inChunk(WriteKey key, ChunkStore.Work work) throws Exception {
    boolean[] done = new boolean[1];
    try {
      return stores
          .chunks()
          .inChunk(
              session -> {
                done[0] = false;
                Checkpoint reached = work.in(session);
                done[0] = true;
                return reached;
              });
    } catch (ChunkStore.ChunkFailedException e) {
      throw (Exception) e.getCause();
    } catch (StoreException e) {
      observer.storeFailed("chunk", e.isTransient());
      if (!e.isTransient() && !done[0]) {
        throw e;
      }
      return judged(key, e);
    } catch (RuntimeException | Error e) {
      if (!done[0] || e instanceof ChunkStore.ChunkEndedException) {
        throw e;
      }
      Guard.log("the store's chunk", e);
      observer.storeFailed("chunk", true);
      return judged(key, new StoreException(Kind.TRANSIENT, Guard.words(e), e));
    }
  }

  /** It landed, or the task is somebody else's, or nothing happened and it may be tried again. */
  private CheckpointResult judged(WriteKey key, StoreException error) {
    Optional<VersionedTask> stored = standings.write(List.of(key.task())).get(0).orThrow();
    VersionedTask now = stored.orElseThrow(() -> error);
    if (now.fence().equals(key.fence()) && now.sequence() < key.sequence()) {
      throw error;
    }
    boolean landed = now.fence().equals(key.fence()) && now.sequence() == key.sequence();
    return new CheckpointResult(
        landed ? WriteResult.APPLIED_BEFORE : WriteResult.STALE, now.signal());
  }
}
