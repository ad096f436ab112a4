package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;

class SqliteWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
