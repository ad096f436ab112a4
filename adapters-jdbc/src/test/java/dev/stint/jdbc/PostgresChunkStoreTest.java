package dev.stint.jdbc;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.StoreFixture;

class PostgresChunkStoreTest extends ChunkStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
