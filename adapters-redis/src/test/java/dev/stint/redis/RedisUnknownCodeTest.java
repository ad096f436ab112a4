package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.UnknownCodeContract;

class RedisUnknownCodeTest extends UnknownCodeContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
