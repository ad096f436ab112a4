package dev.stint.mongo;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;

class MongoWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
