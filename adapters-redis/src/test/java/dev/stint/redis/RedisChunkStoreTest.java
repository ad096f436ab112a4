package dev.stint.redis;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisChunkStoreTest extends ChunkStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
