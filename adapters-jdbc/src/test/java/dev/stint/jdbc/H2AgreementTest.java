package dev.stint.jdbc;

import dev.stint.application.contract.AgreementContract;
import dev.stint.application.contract.StoreFixture;

class H2AgreementTest extends AgreementContract {

  @Override
  protected StoreFixture open() {
    return new H2Fixture();
  }
}
