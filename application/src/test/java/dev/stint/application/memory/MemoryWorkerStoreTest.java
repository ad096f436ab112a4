package dev.stint.application.memory;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;

class MemoryWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
