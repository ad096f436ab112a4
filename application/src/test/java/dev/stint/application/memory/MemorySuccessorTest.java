package dev.stint.application.memory;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.SuccessorContract;

class MemorySuccessorTest extends SuccessorContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
