package dev.stint.jdbc;

import dev.stint.application.contract.OlderHistoryContract;
import dev.stint.application.contract.StoreFixture;

class SqliteOlderHistoryTest extends OlderHistoryContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
