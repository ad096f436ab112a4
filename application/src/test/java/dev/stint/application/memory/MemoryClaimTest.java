package dev.stint.application.memory;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class MemoryClaimTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
