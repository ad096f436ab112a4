package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WaitStoreContract;

class PostgresWaitStoreTest extends WaitStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
