package dev.stint.application.memory;

import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.StoreFixture;

class MemoryListOrderTest extends ListOrderContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
