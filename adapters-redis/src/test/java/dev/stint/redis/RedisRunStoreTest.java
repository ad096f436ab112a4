package dev.stint.redis;

import dev.stint.application.contract.RunStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisRunStoreTest extends RunStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
