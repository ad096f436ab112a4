package dev.stint.mongo;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WaitStoreContract;

class MongoWaitStoreTest extends WaitStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
