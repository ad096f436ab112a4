package dev.stint.mongo;

import dev.stint.application.spi.Checked;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import java.util.List;

/** See {@link ChunkStore}. */
final class MongoChunkStore implements ChunkStore {

  @Override
  public List<Class<?>> transactionKinds() {
    return List.of();
  }

  @Override
  public Checked inChunk(Work work) {
    throw new StoreException(StoreException.Kind.PERMANENT, "not yet");
  }
}
