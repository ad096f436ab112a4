package dev.stint.application.memory;

import dev.stint.application.spi.BufferedSession;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.RequestStore;
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
    BufferedSession session = new BufferedSession("the in-memory store has no transactions");
    Checkpoint checkpoint = session.during(work);
    synchronized (ledger) {
      CheckpointResult checked = runs.checkpoint(checkpoint);
      if (checked.landing().landed()) {
        requests.insert(session.tasks());
      }
      return checked;
    }
  }
}
