package dev.stint.mongo;

import dev.stint.application.contract.RegisterStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoRegisterStoreTest extends RegisterStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
