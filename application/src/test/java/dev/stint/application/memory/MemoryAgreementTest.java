package dev.stint.application.memory;

import dev.stint.application.contract.AgreementContract;
import dev.stint.application.contract.StoreFixture;

class MemoryAgreementTest extends AgreementContract {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
