package dev.stint.mongo;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class MongoClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
