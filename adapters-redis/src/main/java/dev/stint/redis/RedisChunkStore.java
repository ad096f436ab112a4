package dev.stint.redis;

import dev.stint.application.spi.BufferedSession;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
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
    BufferedSession session =
        new BufferedSession("Redis has no transactions for a chunk to write in");
    Checkpoint checkpoint = session.during(work);
    CheckpointResult checked = runs.checkpoint(List.of(checkpoint)).get(0);
    if (checked.landing().stands()) {
      requests.insert(session.tasks());
    }
    return checked;
  }
}
