package dev.stint.redis;

import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterListOrderTest extends ListOrderContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
