package dev.stint.application.memory;

import dev.stint.application.contract.FenceContract;
import dev.stint.application.contract.StoreFixture;

class MemoryFenceTest extends FenceContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
