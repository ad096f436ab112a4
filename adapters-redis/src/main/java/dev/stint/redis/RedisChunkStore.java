package dev.stint.redis;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks without transactions: user code finds none to write in, and its requests wait for the
 * checkpoint. An action that asks for an atomic chunk is refused when it is bound.
 */
final class RedisChunkStore implements ChunkStore {

  private final RunStore runs;
  private final RequestStore requests;

  RedisChunkStore(RunStore runs, RequestStore requests) {
    this.runs = runs;
    this.requests = requests;
  }

  @Override
  public List<Class<?>> transactionKinds() {
    return List.of();
  }

  @Override
  public CheckpointResult inChunk(Work work) {
    Kept session = new Kept();
    Checkpoint checkpoint = done(work, session);
    CheckpointResult checked = runs.checkpoint(List.of(checkpoint)).get(0);
    if (checked.landing().stands()) {
      requests.insert(session.tasks);
    }
    return checked;
  }

  private static Checkpoint done(Work work, Kept session) {
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
  private static final class Kept implements Session {
    private final List<NewTask> tasks = new ArrayList<>();
    private volatile boolean over;

    @Override
    public <T> T as(Class<T> kind) {
      throw new StoreException(
          StoreException.Kind.PERMANENT, "Redis has no transactions for a chunk to write in");
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
