package dev.stint.jdbc;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class MariadbRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
