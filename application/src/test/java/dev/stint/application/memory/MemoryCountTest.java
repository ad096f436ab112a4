package dev.stint.application.memory;

import dev.stint.application.contract.CountContract;
import dev.stint.application.contract.StoreFixture;

class MemoryCountTest extends CountContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
