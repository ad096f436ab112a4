package dev.stint.jdbc;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class PostgresClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }
}
