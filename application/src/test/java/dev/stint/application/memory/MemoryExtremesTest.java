package dev.stint.application.memory;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.ExtremesContract;

class MemoryExtremesTest extends ExtremesContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
