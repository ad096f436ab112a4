package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.UnknownCodeContract;

class RedisClusterUnknownCodeTest extends UnknownCodeContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
