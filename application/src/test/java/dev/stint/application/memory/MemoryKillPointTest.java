package dev.stint.application.memory;

import dev.stint.application.contract.KillPointContract;
import dev.stint.application.contract.StoreFixture;

class MemoryKillPointTest extends KillPointContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
