package dev.stint.application.memory;

import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.StoreFixture;

class MemoryRequestStoreTest extends RequestStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
