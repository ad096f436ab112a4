package dev.stint.mongo;

import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;

/** Every contract of MongoDB, on the stand-in. */
class MongoContractsTest extends StoreContracts {
  @Override
  protected StoreFixture store() {
    return new MongoFixture();
  }
}
