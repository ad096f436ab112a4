package dev.stint.mongo;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
