package dev.stint.application.memory;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Chunks without user transactions: requests wait for the checkpoint. See {@link ChunkStore}. */
final class MemoryChunkStore implements ChunkStore {

  private final TaskTable ledger;
  private final MemoryRunStore runs;
  private final RequestStore requests;

  MemoryChunkStore(TaskTable ledger, MemoryRunStore runs, RequestStore requests) {
    this.ledger = ledger;
    this.runs = runs;
    this.requests = requests;
  }

  @Override
  public List<Class<?>> transactionKinds() {
    return List.of();
  }

  @Override
  public CheckpointResult inChunk(Work work) {
    Buffered session = new Buffered();
    Checkpoint checkpoint = done(work, session);
    synchronized (ledger) {
      CheckpointResult checked = runs.checkpoint(checkpoint);
      if (checked.landing().landed()) {
        requests.insert(session.tasks);
      }
      return checked;
    }
  }

  private static Checkpoint done(Work work, Buffered session) {
    try {
      return work.in(session);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ChunkFailedException(e);
    } finally {
      session.over = true;
    }
  }

  /** Keeps requests back. */
  private static final class Buffered implements Session {
    private final List<NewTask> tasks = new ArrayList<>();
    private volatile boolean over;

    @Override
    public <T> T as(Class<T> kind) {
      throw new StoreException(
          StoreException.Kind.PERMANENT, "the in-memory store has no transactions");
    }

    @Override
    public List<Inserted> insert(List<NewTask> more) {
      if (over) {
        throw new StoreException(
            StoreException.Kind.PERMANENT,
            "the chunk is over: use its session only while its work runs");
      }
      tasks.addAll(more);
      return more.stream().map(t -> new Inserted(t.spec().id(), true, false)).toList();
    }
  }
}
