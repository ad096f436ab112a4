package dev.stint.jdbc;

import dev.stint.application.contract.WorkerStoreContract;
import dev.stint.application.contract.StoreFixture;

class PostgresWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
