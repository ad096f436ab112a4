package dev.stint.jdbc;

import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.StoreFixture;

class MariadbMutexesTest extends MutexesContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
