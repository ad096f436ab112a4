package dev.stint.application.memory;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class MemoryQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
