package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;

class MariadbWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
