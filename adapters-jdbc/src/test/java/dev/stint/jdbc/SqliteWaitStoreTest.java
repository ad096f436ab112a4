package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WaitStoreContract;

class SqliteWaitStoreTest extends WaitStoreContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
