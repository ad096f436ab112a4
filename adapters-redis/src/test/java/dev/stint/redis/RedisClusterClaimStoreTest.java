package dev.stint.redis;

import dev.stint.application.contract.ClaimContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterClaimStoreTest extends ClaimContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
