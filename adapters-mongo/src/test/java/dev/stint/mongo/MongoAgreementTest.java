package dev.stint.mongo;

import dev.stint.application.contract.AgreementContract;
import dev.stint.application.contract.StoreFixture;

class MongoAgreementTest extends AgreementContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
