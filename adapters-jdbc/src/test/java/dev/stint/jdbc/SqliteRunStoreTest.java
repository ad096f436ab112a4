package dev.stint.jdbc;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class SqliteRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
