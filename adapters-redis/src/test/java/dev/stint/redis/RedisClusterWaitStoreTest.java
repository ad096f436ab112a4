package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WaitStoreContract;

class RedisClusterWaitStoreTest extends WaitStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
