package dev.stint.mongo;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoChunkStoreTest extends ChunkStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
