package dev.stint.jdbc;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class MariadbQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
