package dev.stint.application.memory;

import dev.stint.application.contract.ExtremesContract;
import dev.stint.application.contract.StoreFixture;

class MemoryExtremesTest extends ExtremesContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
