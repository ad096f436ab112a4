package dev.stint.jdbc;

import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;

class PostgresContractsTest extends StoreContracts {
  @Override
  protected StoreFixture store() {
    return new PostgresFixture();
  }
}
