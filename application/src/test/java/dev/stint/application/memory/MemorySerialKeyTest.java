package dev.stint.application.memory;

import dev.stint.application.contract.SerialKeyContract;
import dev.stint.application.contract.StoreFixture;

class MemorySerialKeyTest extends SerialKeyContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
