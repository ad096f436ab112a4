package dev.stint.redis;

import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisRequestStoreTest extends RequestStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
