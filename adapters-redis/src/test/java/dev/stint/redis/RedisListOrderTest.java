package dev.stint.redis;

import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.StoreFixture;

class RedisListOrderTest extends ListOrderContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
