package dev.stint.redis;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
