package dev.stint.mongo;

import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoRequestStoreTest extends RequestStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
