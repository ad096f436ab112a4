package dev.stint.jdbc;

import dev.stint.application.contract.SerialKeyContract;
import dev.stint.application.contract.StoreFixture;

class MariadbSerialKeyTest extends SerialKeyContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
