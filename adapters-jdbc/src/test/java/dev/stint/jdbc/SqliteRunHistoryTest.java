package dev.stint.jdbc;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class SqliteRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
