package dev.stint.application.memory;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class MemoryClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
