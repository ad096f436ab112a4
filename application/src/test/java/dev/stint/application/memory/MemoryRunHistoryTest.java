package dev.stint.application.memory;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class MemoryRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
