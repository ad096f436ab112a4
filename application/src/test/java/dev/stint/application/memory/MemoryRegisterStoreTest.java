package dev.stint.application.memory;

import dev.stint.application.contract.RegisterStoreContract;
import dev.stint.application.contract.StoreFixture;

class MemoryRegisterStoreTest extends RegisterStoreContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
