package dev.stint.jdbc;

import dev.stint.application.contract.HeirContract;
import dev.stint.application.contract.StoreFixture;

class PostgresHeirTest extends HeirContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
