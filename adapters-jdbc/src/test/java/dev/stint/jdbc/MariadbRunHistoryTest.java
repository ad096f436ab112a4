package dev.stint.jdbc;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class MariadbRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
