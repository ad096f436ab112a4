package dev.stint.redis;

import dev.stint.application.contract.MutexesContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterMutexesTest extends MutexesContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
