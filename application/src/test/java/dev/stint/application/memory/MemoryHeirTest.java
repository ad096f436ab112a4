package dev.stint.application.memory;

import dev.stint.application.contract.HeirContract;
import dev.stint.application.contract.StoreFixture;

class MemoryHeirTest extends HeirContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
