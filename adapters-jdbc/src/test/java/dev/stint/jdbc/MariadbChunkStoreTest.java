package dev.stint.jdbc;

import dev.stint.application.contract.ChunkStoreContract;
import dev.stint.application.contract.StoreFixture;

class MariadbChunkStoreTest extends ChunkStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
