package dev.stint.application.engine.write;

import dev.stint.application.engine.action.ChunkScope;
import dev.stint.application.engine.action.SimulatedChunk;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoreException.Kind;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.util.List;
import java.util.Optional;

/** Commits atomic chunks, and finds out what became of those whose answer was lost. Thread-safe. */
public final class ChunkWrites {

  private final ChunkStore chunks;
  private final Writers writers;
  private final Writer<TaskId, Optional<VersionedTask>> standings;

  ChunkWrites(Stores stores, Writers writers) {
    this.chunks = stores.chunks();
    this.writers = writers;
    this.standings =
        writers.reader("standing", tasks -> tasks.stream().map(stores.runs()::standing).toList());
  }

  /** Runs a chunk whose writes are rolled back; answers the cursor that it reached. */
  public Payload rehearse(ChunkScope.Work work) throws Exception {
    return SimulatedChunk.of(chunks, work);
  }

  /**
   * Commits a chunk. Once the work is done, whatever the store throws is an answer that was lost:
   * the stored sequence is the judge.
   */
  public CheckpointResult inChunk(WriteKey key, ChunkStore.Work work) throws Exception {
    boolean[] done = new boolean[1];
    try {
      return chunks.inChunk(
          session -> {
            done[0] = false;
            Checkpoint reached = work.in(session);
            done[0] = true;
            return reached;
          });
    } catch (ChunkStore.ChunkFailedException e) {
      throw (Exception) e.getCause();
    } catch (StoreException e) {
      writers.observer().storeFailed("chunk", e.isTransient());
      if (!e.isTransient() && !done[0]) {
        throw e;
      }
      return judged(key, e);
    } catch (RuntimeException | Error e) {
      if (!done[0] || e instanceof ChunkStore.ChunkEndedException) {
        throw e;
      }
      Guard.log("the store's chunk", e);
      writers.observer().storeFailed("chunk", true);
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
