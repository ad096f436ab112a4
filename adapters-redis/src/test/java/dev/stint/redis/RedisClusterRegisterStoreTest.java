package dev.stint.redis;

import dev.stint.application.contract.RegisterStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterRegisterStoreTest extends RegisterStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
