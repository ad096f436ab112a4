package dev.stint.jdbc;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class PostgresRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
