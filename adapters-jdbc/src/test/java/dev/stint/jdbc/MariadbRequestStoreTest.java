package dev.stint.jdbc;

import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.StoreFixture;

class MariadbRequestStoreTest extends RequestStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
