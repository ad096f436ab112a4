package dev.stint.jdbc;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class SqliteClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
