package dev.stint.application.memory;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class MemoryRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
