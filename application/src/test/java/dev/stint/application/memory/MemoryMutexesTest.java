package dev.stint.application.memory;

import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.StoreFixture;

class MemoryMutexesTest extends MutexesContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
