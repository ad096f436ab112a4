package dev.stint.application.memory;

import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;

class MemorySteerStoreTest extends SteerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
