package dev.stint.jdbc;

import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;

class MariadbSteerStoreTest extends SteerStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
