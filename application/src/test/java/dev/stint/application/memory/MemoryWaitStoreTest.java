package dev.stint.application.memory;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WaitStoreContract;

class MemoryWaitStoreTest extends WaitStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
