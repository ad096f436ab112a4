package dev.stint.mongo;

import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.StoreFixture;

class MongoMutexesTest extends MutexesContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
