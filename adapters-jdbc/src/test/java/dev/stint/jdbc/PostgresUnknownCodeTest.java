package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.UnknownCodeContract;

class PostgresUnknownCodeTest extends UnknownCodeContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
