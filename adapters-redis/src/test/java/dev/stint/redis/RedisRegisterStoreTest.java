package dev.stint.redis;

import dev.stint.application.contract.RegisterStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisRegisterStoreTest extends RegisterStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
