package dev.stint.jdbc;

import dev.stint.application.contract.RegisterStoreContract;
import dev.stint.application.contract.StoreFixture;

class PostgresRegisterStoreTest extends RegisterStoreContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
