package dev.stint.jdbc;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class PostgresQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
