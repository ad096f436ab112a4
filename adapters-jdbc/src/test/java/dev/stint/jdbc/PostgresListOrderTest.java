package dev.stint.jdbc;

import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.StoreFixture;

class PostgresListOrderTest extends ListOrderContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
