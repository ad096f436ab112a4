package dev.stint.redis;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
