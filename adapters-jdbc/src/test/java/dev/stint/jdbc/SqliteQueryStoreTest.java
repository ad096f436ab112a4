package dev.stint.jdbc;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class SqliteQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
