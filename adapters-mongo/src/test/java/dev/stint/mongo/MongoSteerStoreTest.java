package dev.stint.mongo;

import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoSteerStoreTest extends SteerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
