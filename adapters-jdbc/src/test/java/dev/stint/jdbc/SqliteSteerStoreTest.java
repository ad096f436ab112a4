package dev.stint.jdbc;

import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;

class SqliteSteerStoreTest extends SteerStoreContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
