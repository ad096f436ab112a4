package dev.stint.redis;

import dev.stint.application.contract.SteerStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterSteerStoreTest extends SteerStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
