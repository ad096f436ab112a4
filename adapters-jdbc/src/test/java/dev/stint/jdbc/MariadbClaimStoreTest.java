package dev.stint.jdbc;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class MariadbClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
