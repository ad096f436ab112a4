package dev.stint.redis;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
