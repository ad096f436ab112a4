package dev.stint.application.memory;

import dev.stint.application.contract.ClockContract;
import dev.stint.application.contract.StoreFixture;

class MemoryClockTest extends ClockContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
